// The parts of a message, from top to bottom.
import type { Line } from './line.ts';
import { shorten } from './literal.ts';

export type Button = {
  readonly actionId: string;
  readonly label: string;
  /** Comes back through the client: ids only. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
};

export type Part =
  /** `isDetail`: the first to go when the plain text gets too long. */
  | { readonly kind: 'lines'; readonly lines: readonly Line[]; readonly isDetail: boolean }
  | { readonly kind: 'list'; readonly lines: readonly Line[]; readonly style: 'bullet' | 'ordered' }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** The rows again, for the plain text. */
      readonly lines: readonly Line[];
    }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

/** A paragraph. */
export function lines(...all: readonly (Line | null)[]): Part {
  return { kind: 'lines', lines: all.filter((line) => line !== null), isDetail: false };
}

/** A paragraph that the plain text can do without. */
export function details(...all: readonly (Line | null)[]): Part {
  return { kind: 'lines', lines: all.filter((line) => line !== null), isDetail: true };
}

export function bullets(all: readonly Line[]): Part {
  return { kind: 'list', lines: all, style: 'bullet' };
}

/** What to do, one after the other. */
export function steps(all: readonly Line[]): Part {
  return { kind: 'list', lines: all, style: 'ordered' };
}

/** Longest cell of a table, in characters. */
export const cellLimit = 80;

/** A table of foreign text. A message can have one; Slack takes no empty cell. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  asLines: readonly Line[],
): Part {
  return { kind: 'table', header, rows: rows.map((row) => row.map(cell)), lines: asLines };
}

export function buttons(...all: readonly Button[]): Part {
  return { kind: 'buttons', buttons: all };
}

function cell(text: string): string {
  const short = shorten(text, cellLimit);
  return short.trim() === '' ? '–' : short;
}
