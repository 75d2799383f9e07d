// Reads a header line as the reader does, by names alone, in words that a test can show.
import { parse } from 'csv-parse/sync';
import { findKnownHeader, normalizeHeader } from '../../src/model/header-names.ts';

/** What each column that is read means, with a `~` for general ones. The columns that are not read are left out. */
export function readHeaderLine(line: string): Record<string, string> {
  const [headers] = parse(line, { delimiter: line.includes(';') ? ';' : ',' }) as string[][];
  const read = headers!.flatMap((header) => {
    const meaning = describeHeader(header);
    return meaning === null ? [] : [[header, meaning] as const];
  });
  return Object.fromEntries(read);
}

export function describeHeader(header: string): string | null {
  const known = findKnownHeader(header);
  if (known === null) return null;
  const { meaning, precision } = known;
  const what =
    meaning.use === 'column' ? meaning.column : meaning.use === 'name-part' ? meaning.part : meaning.use;
  // Our own name for the job title is general in other files.
  return precision === 'general' && !/^(?:employee)?title$/.test(normalizeHeader(header)) ? `${what}~` : what;
}
