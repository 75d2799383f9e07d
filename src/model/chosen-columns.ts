// What members chose that the columns of a file are read as, in place of the bot's own matching.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { columnNames } from './columns.ts';
import { findKnownHeader, type HeaderMeaning } from './header-names.ts';
import type { Target } from './header-target.ts';
import { normalizeHeader } from './normalize-header.ts';

/** What a column may be chosen to be read as. `custom`: as a custom field by its own name. `none`: it is not read. */
export type ChosenTarget = Target | 'custom';

/** They are stored by these names, so the names never change. */
export const chosenTargets: readonly ChosenTarget[] = [
  ...columnNames,
  'first',
  'middle',
  'last',
  'organization',
  'custom',
  'none',
];

const isTarget = (value: unknown): value is ChosenTarget => chosenTargets.some((target) => target === value);

export const chosenColumnsSchema = z.object({
  /** The member who chose them. */
  chosenBy: z.string(),
  /** ISO 8601. */
  chosenAt: z.string(),
  /** `at` is the index of the column in the file; `header` its header, shortened by `shortHeader`. */
  columns: z
    .array(z.object({ at: z.int().nonnegative(), header: z.string(), as: z.custom<ChosenTarget>(isTarget) }))
    .max(1000),
});

export type ChosenColumns = z.infer<typeof chosenColumnsSchema>;

/** Long enough to tell headers apart. */
const headerLength = 100;

export const shortHeader = (header: string): string => cutText(header, headerLength);

/** At most `length` UTF-16 units of a text, without half a character at the end, which Postgres would not store. */
export const cutText = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

/** Identifies a header, without what doesn't matter in it: SHA-256 in hex. */
export function digestHeader(header: readonly string[]): string {
  const named = header.slice(0, header.findLastIndex((cell) => normalizeHeader(cell) !== '') + 1);
  return createHash('sha256')
    .update(JSON.stringify(named.map(normalizeHeader)))
    .digest('hex');
}

/**
 * What was chosen for each column of a header; `undefined` for a column about which nothing was said. Another encoding can
 * change the letters of a header: then the index alone counts.
 */
export function choicesFor(
  { columns }: ChosenColumns,
  header: readonly string[],
): readonly (ChosenTarget | undefined)[] {
  const byIndex = new Map(columns.map((column) => [column.at, column]));
  const byHeader = new Map(columns.map((column) => [column.header, column]));
  return header.map((text, at) => {
    const short = shortHeader(text);
    const same = byIndex.get(at);
    return (same?.header === short ? same : (byHeader.get(short) ?? same))?.as;
  });
}

/** @returns null for a column that is not read */
export function meaningOfChoice(
  as: ChosenTarget,
  header: readonly string[],
  at: number,
): HeaderMeaning | null {
  switch (as) {
    case 'none':
      return null;
    case 'custom':
      return customFieldOf(header, at);
    case 'first':
    case 'middle':
    case 'last':
      return { use: 'name-part', part: as };
    case 'organization':
      return { use: 'organization' };
    default:
      return { use: 'column', column: as };
  }
}

/** The choice that means the same; null for the columns that a problem file adds. */
export function choiceOfMeaning(meaning: HeaderMeaning | undefined): ChosenTarget | null {
  switch (meaning?.use) {
    case undefined:
      return 'none';
    case 'column':
      return meaning.column;
    case 'name-part':
      return meaning.part;
    case 'organization':
      return 'organization';
    case 'custom-field':
      return 'custom';
    default:
      return null;
  }
}

/** `custom: Badge` is the key `Badge`; any other header is a key as it is. */
function customFieldOf(header: readonly string[], at: number): HeaderMeaning {
  const known = findKnownHeader(header[at]!)?.meaning;
  if (known?.use === 'custom-field') return known;
  return { use: 'custom-field', key: header[at]!.trim() || `Column ${at + 1}` };
}

/** Whether columns with these meanings tell who the rows are about. */
export const tellWho = (meanings: readonly HeaderMeaning[]): boolean =>
  meanings.some((meaning) => {
    if (meaning.use === 'column') return ['name', 'email', 'contact_id'].includes(meaning.column);
    return meaning.use === 'name-part' || meaning.use === 'import-ref';
  });
