// Finds what a header of an uploaded file means, by its name.
import { type ColumnName, columnNames } from './columns.ts';
import { variantsOf } from './header-variants.ts';
import { knownHeaders, type Target } from './known-headers.ts';
import { normalizeHeader } from './normalize-header.ts';

export { normalizeHeader } from './normalize-header.ts';

/** What the cells below a header contain. `import-ref` and `problem` are the columns that a problem file adds. */
export type HeaderMeaning =
  | { readonly use: 'column'; readonly column: ColumnName }
  | { readonly use: 'name-part'; readonly part: NamePart }
  | { readonly use: 'organization' }
  /** `isJson`: the cells are JSON values instead of texts. */
  | { readonly use: 'custom-field'; readonly key: string; readonly isJson?: true }
  | { readonly use: 'action' }
  | { readonly use: 'import-ref' }
  | { readonly use: 'problem' };

/** The same text for the same meaning. */
export const meaningKey = (meaning: HeaderMeaning): string => JSON.stringify(meaning);

export type NamePart = 'first' | 'middle' | 'last';

/** How sure a name is: that of the template beats another precise one, which beats a general one. */
export const precisions = ['template', 'precise', 'general'] as const;
export type Precision = (typeof precisions)[number];

export type KnownHeader = { readonly meaning: HeaderMeaning; readonly precision: Precision };

/** A key of `custom_fields` as a column of its own: `custom: Badge`, or `custom (JSON): Badge` for values that are not texts. */
const customField = /^\s*custom\s*(\(json\))?\s*:\s*(\S.*)$/isu;

export const customFieldHeader = (key: string, isJson: boolean): string =>
  `custom${isJson ? ' (JSON)' : ''}: ${key}`;

/** @returns null for a header that is not known */
export function findKnownHeader(header: string): KnownHeader | null {
  const [, json, key] = customField.exec(header) ?? [];
  if (key !== undefined) {
    const kind = json === undefined ? {} : { isJson: true as const };
    return { meaning: { use: 'custom-field', key: key.trimEnd(), ...kind }, precision: 'template' };
  }
  for (const { text, isExact } of variantsOf(header)) {
    const known = headersByName.get(normalizeHeader(text));
    if (known !== undefined)
      return known?.precision === 'template' && !isExact ? { ...known, precision: 'precise' } : known;
  }
  return null;
}

/** The names of all headers that are read, normalized: to find one that was misspelled. */
export const knownNames = (): readonly string[] =>
  [...headersByName].flatMap(([name, known]) => (known === null ? [] : [name]));

/** Of a header that several systems use with different meanings, the first one counts. `null`: known, and not read. */
const headersByName: ReadonlyMap<string, KnownHeader | null> = collect();

function collect(): Map<string, KnownHeader | null> {
  const found = new Map<string, KnownHeader | null>();
  const add = (name: string, known: KnownHeader | null): void => {
    const key = normalizeHeader(name);
    if (key !== '' && !found.has(key)) found.set(key, known);
  };
  // In other files, "Title" may be a salutation: a job title beats it.
  for (const column of columnNames)
    add(column, {
      meaning: { use: 'column', column },
      precision: column === 'title' ? 'general' : 'template',
    });
  add('action', { meaning: { use: 'action' }, precision: 'template' });
  add('import_ref', { meaning: { use: 'import-ref' }, precision: 'template' });
  add('problem', { meaning: { use: 'problem' }, precision: 'template' });
  for (const headers of Object.values(knownHeaders)) {
    for (const [target, names] of Object.entries(headers)) {
      for (const written of names.split(',')) {
        const name = written.trim();
        const precision = name.endsWith('~') ? 'general' : 'precise';
        add(name, target === 'none' ? null : { meaning: meaningOf(target as Target), precision });
      }
    }
  }
  return found;
}

function meaningOf(target: Target): HeaderMeaning {
  if (target === 'first' || target === 'middle' || target === 'last')
    return { use: 'name-part', part: target };
  if (target === 'organization') return { use: 'organization' };
  if (target === 'none') throw new Error('a header that is not read has no meaning');
  return { use: 'column', column: target };
}
