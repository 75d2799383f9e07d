// Removes one person from what is stored for a message, such as a plan: the entries of its lists that are about them.

/** Who is removed, and how to recognize them. */
export type Person = {
  readonly endUserId: number;
  /** Texts of theirs, as `recognizable` makes them. */
  readonly texts: readonly string[];
  /** The lines of the import's file that are about them. */
  readonly lines: ReadonlySet<number>;
};

/** Messages cut long values: what is left of one still begins like it. */
const cutAfter = 40;

/** Shorter values would be found in any sentence. */
const shortest = 3;

/** A value in the form in which it is searched for; null if it is too short to be recognized. */
export function recognizable(value: string): string | null {
  const text = value.normalize('NFC').trim().slice(0, cutAfter).trim().toLowerCase();
  return text.length < shortest ? null : text;
}

/** Whether one of the texts is in it, as whole words. */
export function namesPerson(text: string, texts: readonly string[]): boolean {
  const searched = text.normalize('NFC').toLowerCase();
  return texts.some((value) => {
    if (!searched.includes(value)) return false;
    const end = value.length < cutAfter ? '(?![\\p{L}\\p{N}])' : '';
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(value)}${end}`, 'u').test(searched);
  });
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * The same value without the entries about the person. Entries about another end user stay, whatever their values are.
 * Lists of columns, organizations, and choices are about nobody. The counts stay what they were.
 */
export function withoutPerson<Stored>(stored: Stored, person: Person): Stored {
  return strip(stored, person) as Stored;
}

function strip(value: unknown, person: Person): unknown {
  if (Array.isArray(value))
    return value.filter((entry) => !isAbout(entry, person)).map((entry) => strip(entry, person));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner, person)]));
}

function isAbout(entry: unknown, { endUserId, texts, lines }: Person): boolean {
  if (!isRecord(entry) || !isAboutSomebody(entry)) return false;
  if (idsIn(entry).includes(endUserId)) return true;
  if (typeof entry.endUserId === 'number') return false;
  if (typeof entry.line === 'number' && lines.has(entry.line)) return true;
  return textsIn(entry).some((text) => text.endsWith(` · ${endUserId}`) || namesPerson(text, texts));
}

/** Entries about end users or about rows say which. */
const isAboutSomebody = (entry: Record<string, unknown>): boolean =>
  ['endUserId', 'endUser', 'line'].some((key) => key in entry) || entry.what === 'end user';

function idsIn(value: unknown): unknown[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'endUserId' ? [inner] : idsIn(inner)));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
