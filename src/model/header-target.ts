// What a header of an uploaded file may mean, and the shape of the lists of known headers.
import type { ColumnName } from './columns.ts';

/**
 * What a column of a file may be read as. `first`, `middle`, and `last` are parts of a name; `organization` is the name of
 * an organization; `none` marks headers that would look like another one, and are not read.
 */
export type Target = ColumnName | 'first' | 'middle' | 'last' | 'organization' | 'none';

/**
 * The headers of one system or language for each target, separated by commas (leave out a comma that is part of a header).
 * Case, spaces, punctuation, and accents don't matter, nor do a trailing `*`, `(…)`, or `[…]` and a leading word such as
 * "Contact" or "Business" (see header-names.ts). A `~` after a header marks a general one: it is read only where no other
 * column has this meaning. The names of the template are known without being listed.
 */
export type KnownHeaders = { readonly [T in Target]?: string };
