// Tells whether a file is about organizations, rather than about end users.
import type { HeaderMeaning } from '../../model/header-names.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { shortenCell } from '../../model/quote-cell.ts';

/** Columns that organizations have as well. */
const ofBoth = new Set(['customer_id', 'address1', 'address2', 'city', 'state', 'zip', 'notes']);

const isOfEndUsers = (meaning: HeaderMeaning): boolean =>
  meaning.use === 'name-part' || (meaning.use === 'column' && !ofBoth.has(meaning.column));

/** What is stored of an organization, or about the row. */
const isKept = (meaning: HeaderMeaning): boolean =>
  ['organization', 'action', 'import-ref', 'problem'].includes(meaning.use) ||
  (meaning.use === 'column' && meaning.column === 'customer_id');

/**
 * A file with names of organizations, or with their ids and an action, and without a column of end users: only what is stored
 * of organizations is read. Any other header is returned as it is.
 */
export function recognizeOrganizations(matched: MatchedHeader): MatchedHeader {
  const { reads = [], header } = matched;
  const has = (test: (meaning: HeaderMeaning) => boolean): boolean =>
    reads.some(({ meaning }) => test(meaning));
  const isNamed = has(({ use }) => use === 'organization');
  const isTurned = has(({ use }) => use === 'action') && matched.columns.includes('customer_id');
  if (!(isNamed || isTurned) || has(isOfEndUsers)) return matched;
  const kept = reads.filter(({ meaning }) => isKept(meaning));
  const dropped = reads.filter((read) => !kept.includes(read)).map(({ at }) => at);
  const known = new Set(matched.ignored.map(({ at }) => at));
  return {
    ...matched,
    subject: 'organizations',
    reads: kept,
    columns: matched.columns.map((column) => (column === 'customer_id' ? column : null)),
    ignored: [
      ...matched.ignored,
      ...dropped.filter((at) => !known.has(at)).map((at) => ({ at, header: shortenCell(header[at]!) })),
    ],
  };
}
