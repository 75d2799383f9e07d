// The parts of a message, from top to bottom.

import { orDash, shorten } from './escape.ts';
import type { RichTextLine } from './rich-text-line.ts';

export type Button = {
  readonly actionId: string;
  readonly label: string;
  /** Comes back through the client: ids only. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  /** What Slack asks before it tells us of the click. */
  readonly confirm?: Confirm;
};

export type Confirm = {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
};

export type Menu = {
  readonly actionId: string;
  /** The values come back through the client: ids and names of ours only. */
  readonly options: readonly Option[];
  /** The value of the option that holds now. */
  readonly chosen: string;
};

export type Option = { readonly label: string; readonly value: string };

export type Part =
  | {
      readonly kind: 'lines';
      readonly lines: readonly RichTextLine[];
      /** Whether the plain text can do without, when it gets too long. */
      readonly mayBeCut: boolean;
      /** Without an empty line above it in the plain text. */
      readonly isClose: boolean;
    }
  | { readonly kind: 'list'; readonly lines: readonly RichTextLine[]; readonly style: 'bullet' | 'ordered' }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** The rows again, for the plain text. */
      readonly lines: readonly RichTextLine[];
    }
  /** One of several things, on a few lines of foreign text, with a button beside it. */
  | { readonly kind: 'entry'; readonly lines: readonly string[]; readonly button: Button }
  /** A sentence of ours with a menu beside it. */
  | { readonly kind: 'menu'; readonly sentence: string; readonly menu: Menu }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

type MaybeLines = readonly (RichTextLine | null)[];

/** A paragraph. */
export function lines(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: false, isClose: false });
}

/** A paragraph that the plain text can do without. */
export function details(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: true, isClose: false });
}

/** What belongs to the table or list above it, and that the plain text can do without. */
export function caption(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: true, isClose: true });
}

function linesOf(all: MaybeLines, how: { mayBeCut: boolean; isClose: boolean }): Part {
  return { kind: 'lines', lines: all.filter((line) => line !== null), ...how };
}

export function bullets(all: readonly RichTextLine[]): Part {
  return { kind: 'list', lines: all, style: 'bullet' };
}

/** What to do, one after the other. */
export function steps(all: readonly RichTextLine[]): Part {
  return { kind: 'list', lines: all, style: 'ordered' };
}

/** Longest cell of a table, in characters. */
export const cellLimit = 80;

/** A table of foreign text. A message can have one; Slack takes no empty cell. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  asLines: readonly RichTextLine[],
): Part {
  return { kind: 'table', header, rows: rows.map((row) => row.map(cell)), lines: asLines };
}

export function entry(all: readonly string[], button: Button): Part {
  return { kind: 'entry', lines: all, button };
}

export function menu(sentence: string, of: Menu): Part {
  return { kind: 'menu', sentence, menu: of };
}

export function buttons(...all: readonly Button[]): Part {
  return { kind: 'buttons', buttons: all };
}

function cell(text: string): string {
  return orDash(shorten(text, cellLimit));
}
