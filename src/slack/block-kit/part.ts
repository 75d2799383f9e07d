// The parts of a message, independent of how Slack shows them: paragraphs, lists, tables, menus, and buttons.
import { orDash, shorten } from './escape.ts';
import type { RichTextLine } from './rich-text-line.ts';

export type Button = {
  readonly actionId: string;
  readonly label: string;
  /** Comes back through the member's client, so it holds only ids. */
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  /** The question that Slack asks before it sends the click. */
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
  /** The values come back through the member's client, so they hold only ids and the app's own names. */
  readonly options: readonly Option[];
  /** The value of the current option. */
  readonly chosen: string;
  /** What the menu shows while no option is current; by default Slack's own words. */
  readonly placeholder?: string;
  /** What replaces the menu where the message would become too long. */
  readonly orSearch?: SearchMenu;
};

/** A menu whose options Slack asks the app for, as the member types. */
export type SearchMenu = {
  readonly actionId: string;
  /** Tells what the menu is about, when Slack asks for options. */
  readonly blockId: string;
  readonly chosen: Option | null;
  readonly placeholder: string;
};

export type Option = { readonly label: string; readonly value: string };

export type Part =
  | {
      readonly kind: 'lines';
      readonly lines: readonly RichTextLine[];
      /** Whether these lines may be left out when the plain text is too long. */
      readonly mayBeCut: boolean;
      /** Whether the plain text has no empty line above. */
      readonly isClose: boolean;
    }
  | { readonly kind: 'list'; readonly lines: readonly RichTextLine[]; readonly style: 'bullet' | 'ordered' }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** The rows as lines, for the plain text. */
      readonly lines: readonly RichTextLine[];
    }
  /** An entry of a list with its own buttons. */
  | { readonly kind: 'row'; readonly line: RichTextLine; readonly buttons: readonly Button[] }
  /** One of the app's sentences with a menu. */
  | { readonly kind: 'menu'; readonly sentence: string; readonly menu: Menu }
  | { readonly kind: 'search menu'; readonly sentence: string; readonly menu: SearchMenu }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

/** `null` lines are left out. */
type MaybeLines = readonly (RichTextLine | null)[];

/** A paragraph. */
export function lines(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: false, isClose: false });
}

/** A paragraph that may be left out when the plain text is too long. */
export function details(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: true, isClose: false });
}

/** Lines that belong to the part above, and may be left out when the plain text is too long. */
export function caption(...all: MaybeLines): Part {
  return linesOf(all, { mayBeCut: true, isClose: true });
}

function linesOf(all: MaybeLines, how: { mayBeCut: boolean; isClose: boolean }): Part {
  return { kind: 'lines', lines: all.filter((line) => line !== null), ...how };
}

export function bullets(all: readonly RichTextLine[]): Part {
  return { kind: 'list', lines: all, style: 'bullet' };
}

/** Numbered instructions. */
export function steps(all: readonly RichTextLine[]): Part {
  return { kind: 'list', lines: all, style: 'ordered' };
}

/** Longest cell of a table, in characters. */
export const cellLimit = 80;

/** A table of text from others. Slack allows one table per message, and no empty cells. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  asLines: readonly RichTextLine[],
): Part {
  return { kind: 'table', header, rows: rows.map((row) => row.map(cell)), lines: asLines };
}

export function row(line: RichTextLine, all: readonly Button[]): Part {
  return { kind: 'row', line, buttons: all };
}

export function menu(sentence: string, of: Menu): Part {
  return { kind: 'menu', sentence, menu: of };
}

export function searchMenu(sentence: string, of: SearchMenu): Part {
  return { kind: 'search menu', sentence, menu: of };
}

export function buttons(...all: readonly Button[]): Part {
  return { kind: 'buttons', buttons: all };
}

function cell(text: string): string {
  return orDash(shorten(text, cellLimit));
}
