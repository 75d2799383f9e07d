// Finds what a header of an uploaded file means, by its name.
import { type ColumnName, columnNames } from './columns.ts';
import { knownHeaders, type Target } from './known-headers.ts';

/** What the cells below a header contain. `import-ref` and `problem` are the columns that a problem file adds. */
export type HeaderMeaning =
  | { readonly use: 'column'; readonly column: ColumnName }
  | { readonly use: 'name-part'; readonly part: NamePart }
  | { readonly use: 'organization' }
  | { readonly use: 'custom-field'; readonly key: string }
  | { readonly use: 'import-ref' }
  | { readonly use: 'problem' };

export type NamePart = 'first' | 'middle' | 'last';

/** How sure a name is: that of the template beats another precise one, which beats a general one. */
export const precisions = ['template', 'precise', 'general'] as const;
export type Precision = (typeof precisions)[number];

export type KnownHeader = { readonly meaning: HeaderMeaning; readonly precision: Precision };

/** A trailing `*`, `(…)`, or `[…]`. */
const suffix = /\s*(?:\*+|\([^()]*\)|\[[^[\]]*\])\s*$/u;

/** A leading word that says nothing about the kind of the value, and the rest. */
const prefix =
  /^(?:contact|user|customer|employee|primary|default|work|business)(?:['’]s)?(?:[\s_.:-]+|(?<=[a-z])(?=[A-Z]))(.+)$/isu;

/** A key of `custom_fields` as a column of its own. */
const customField = /^\s*custom\s*:\s*(\S.*?)\s*$/isu;

/**
 * Returns the letters and digits in lower case and without accents, so that case, spaces, `_`, `-`, a byte-order mark, and
 * the like don't matter.
 */
export function normalizeHeader(header: string): string {
  return header
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/ł/gu, 'l')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** @returns null for a header that is not known */
export function findKnownHeader(header: string): KnownHeader | null {
  const key = customField.exec(header)?.[1];
  if (key !== undefined) return { meaning: { use: 'custom-field', key }, precision: 'template' };
  for (const variant of variantsOf(header)) {
    const known = headersByName.get(normalizeHeader(variant));
    if (known !== undefined) return known;
  }
  return null;
}

/** The names of all known headers, normalized: to find one that was misspelled. */
export const knownNames = (): readonly string[] => [...headersByName.keys()];

/** The header as it is, then without suffixes, then without the leading word. */
function* variantsOf(header: string): Generator<string> {
  yield header;
  let rest = header;
  while (suffix.test(rest)) {
    rest = rest.replace(suffix, '');
    yield rest;
  }
  const withoutPrefix = prefix.exec(rest.replace(/^[\s\ufeff]+/u, ''))?.[1];
  if (withoutPrefix !== undefined) yield withoutPrefix;
}

/** Of a header that several systems use with different meanings, the first one counts. `null`: known, and not read. */
const headersByName: ReadonlyMap<string, KnownHeader | null> = collect();

function collect(): Map<string, KnownHeader | null> {
  const found = new Map<string, KnownHeader | null>();
  const add = (name: string, known: KnownHeader | null): void => {
    const key = normalizeHeader(name);
    if (key !== '' && !found.has(key)) found.set(key, known);
  };
  for (const column of columnNames) add(column, { meaning: { use: 'column', column }, precision: 'template' });
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
  if (target === 'first' || target === 'middle' || target === 'last') return { use: 'name-part', part: target };
  if (target === 'organization') return { use: 'organization' };
  if (target === 'none') throw new Error('a header that is not read has no meaning');
  return { use: 'column', column: target };
}
