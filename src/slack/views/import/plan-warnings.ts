// The warnings of a plan.

import { counted, figure } from '../../../model/counted.ts';
import type {
  IgnoredColumn,
  Plan,
  PlanWarning,
  RowsByLine,
  UnknownOrganizations,
} from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bold, code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { isOfOrganizations } from './subject-noun.ts';

/** How many columns are named, even if none of them matters; and at most, if many do. */
const shownColumns = { least: 5, most: 12 };

type WarningOf<Kind extends PlanWarning['kind']> = PlanWarning & { readonly kind: Kind };

export function planWarnings(plan: Plan): RichTextLine[] {
  const { warnings, ignoredColumns, reading, unknownOrganizations } = plan;
  return [
    ...warnings.map(warningLine),
    unknownOrganizations ? organizationsLine(unknownOrganizations) : null,
    reading?.oddRows ? oddRowsLine(reading.oddRows, isOfOrganizations(plan)) : null,
    reading?.skippedRows ? skippedRowsLine(reading.skippedRows) : null,
    ignoredColumnsLine(ignoredColumns),
  ].filter((line) => line !== null);
}

function warningLine(warning: PlanWarning): RichTextLine {
  switch (warning.kind) {
    case 'applied-before':
      return richText`⚠️ This exact file was already applied, as import ${String(warning.importId)}.`;
    case 'several-addresses':
      return severalAddresses(warning);
    case 'other-organization':
      return otherOrganization(warning);
    case 'base-organization':
      return baseOrganization(warning);
    case 'rows-organization':
      return rowsOrganization(warning);
    case 'two-organizations':
      return twoOrganizations(warning);
    case 'nameless':
      return nameless(warning);
    case 'same-email-elsewhere':
      return sameEmailElsewhere(warning);
    case 'unknown-organization':
      return unknownOrganization(warning);
  }
}

/** ⚠️ 3 new rows go to Beta, which the message names, although the file is from the export of Acme Ltd. */
function baseOrganization({ count, organization, exported }: WarningOf<'base-organization'>): RichTextLine {
  const rows = counted(count, 'new row goes', 'new rows go');
  const [to, from] = [bold(shorten(organization, 40)), bold(shorten(exported, 40))];
  return richText`⚠️ ${rows} to ${to}, which the message names, although the file is from the export of ${from}.`;
}

/** ⚠️ 1 new row goes to Beta, although all other rows are of Acme Ltd. For another organization, write org 12 … */
function rowsOrganization({ count, organization, others }: WarningOf<'rows-organization'>): RichTextLine {
  const rows = counted(count, 'new row goes', 'new rows go');
  const of = others === null ? 'other organizations' : bold(shorten(others, 40));
  return richText`⚠️ ${rows} to ${bold(shorten(organization, 40))}, although all other rows are of ${of}. For another organization, share the file with its name in the message, such as ${code(others === null ? 'org 12' : `org ${shorten(others, 40)}`)}.`;
}

function twoOrganizations({ count, first }: RowsNamed): RichTextLine {
  const rows = counted(count, 'row names', 'rows name');
  const ids = count === 1 ? 'its customer_id or contact_id says' : 'their customer_id or contact_id says';
  return richText`⚠️ ${rows} an organization other than ${ids}; the id counts: ${rowsNamed(count, first)}`;
}

function nameless({ count, first }: RowsNamed): RichTextLine {
  const what = counted(count, 'row leaves an end user', 'rows leave end users');
  return richText`⚠️ ${what} without a name, an email, and a phone: ${rowsNamed(count, first)}`;
}

function sameEmailElsewhere({ count, first }: RowsNamed): RichTextLine {
  const what = counted(count, 'new end user has', 'new end users have');
  return richText`⚠️ ${what} the email of someone in another organization: ${rowsNamed(count, first)}`;
}

type RowsNamed = WarningOf<'nameless' | 'same-email-elsewhere' | 'two-organizations'>;

/** line 7 (Bo Li · 1046) · line 9 (Ana · 1045) · … and 3 more */
function rowsNamed(count: number, first: RowsNamed['first']): RichTextLine {
  const more = count > first.length ? [richText`… and ${figure(count - first.length)} more`] : [];
  return dotted([
    ...first.map(({ line, text }) => richText`line ${figure(line)} (${shorten(text, 120)})`),
    ...more,
  ]);
}

function otherOrganization({ count, organization }: WarningOf<'other-organization'>): RichTextLine {
  const rows = counted(count, 'new row names', 'new rows name');
  const named = organization === undefined ? 'the chosen one' : bold(shorten(organization, 40));
  return richText`⚠️ ${rows} an organization other than ${named} and will go there.`;
}

function unknownOrganization({ typed, nearest }: WarningOf<'unknown-organization'>): RichTextLine {
  const meant = nearest === undefined ? '' : richText` Did you mean ${bold(shorten(nearest, 40))}?`;
  return richText`⚠️ There is no organization ${bold(shorten(typed, 80))}, which the message names.${meant}`;
}

/** ⚠️ 2 cells contain several email addresses; the first one is read: line 5 (di@example.com of "di@…, di2@…"), … */
function severalAddresses({ count, first }: WarningOf<'several-addresses'>): RichTextLine {
  const examples = first.map(
    ({ line, text, read }) =>
      richText`line ${figure(line)} (${code(shorten(read, 40))} of ${shorten(text, 60)})`,
  );
  const more = count > first.length ? [richText`… and ${figure(count - first.length)} more`] : [];
  const contain = count === 1 ? 'contains' : 'contain';
  return richText`⚠️ ${counted(count, 'cell')} ${contain} several email addresses; the first one is read: ${dotted([...examples, ...more])}`;
}

/** ⚠️ 2 organizations in the file don't exist: Acme (12 rows, did you mean Acme Ltd?) · Beta (1 row) */
function organizationsLine({ names, rows: allRows, first, into }: UnknownOrganizations): RichTextLine {
  const more = names - first.length;
  const named = first.map(({ name, rows, nearest }) => {
    const count = counted(rows, 'row');
    return nearest === undefined
      ? richText`${bold(shorten(name, 40))} (${count})`
      : richText`${bold(shorten(name, 40))} (${count}, did you mean ${bold(shorten(nearest, 40))}?)`;
  });
  const all = dotted([...named, ...(more > 0 ? [`… and ${figure(more)} more`] : [])]);
  const where =
    into === undefined
      ? ''
      : richText`; ${allRows === 1 ? 'its row goes' : `these ${counted(allRows, 'row')} go`} to ${into === '' ? 'the chosen one' : bold(shorten(into, 40))}`;
  return richText`⚠️ ${counted(names, "organization in the file doesn't exist", "organizations in the file don't exist")}${where}: ${all}`;
}

function oddRowsLine({ rows, lines }: RowsByLine, areOrganizations: boolean): RichTextLine {
  const [one, several] = areOrganizations
    ? ['an organization', 'organizations']
    : ['an end user', 'end users'];
  const what = counted(rows, `row doesn't look like ${one}`, `rows don't look like ${several}`);
  return richText`⚠️ ${what}, but like totals, a footer, or another table: ${named({ rows, lines })}. ${rows === 1 ? 'It is' : 'They are'} left out.`;
}

function skippedRowsLine({ rows, lines }: RowsByLine): RichTextLine {
  const what = counted(
    rows,
    'repeated header or line of dashes was',
    'repeated headers and lines of dashes were',
  );
  return richText`${what} skipped: ${named({ rows, lines })}.`;
}

function named({ rows, lines }: RowsByLine): string {
  const more = rows - lines.length;
  return `${rows === 1 ? 'line' : 'lines'} ${lines.map(figure).join(', ')}${more > 0 ? `, and ${figure(more)} more` : ''}`;
}

/** ⚠️ Columns not read: Fax · e_mial (did you mean email?) · mail (only where EmailAddress is empty; 3 rows differ) */
function ignoredColumnsLine(columns: readonly IgnoredColumn[]): RichTextLine | null {
  if (columns.length === 0) return null;
  const important = columns.filter(({ matters, nearest, readInstead }) => matters || nearest || readInstead);
  const shown = Math.min(shownColumns.most, Math.max(shownColumns.least, important.length));
  const more = columns.length - shown;
  const all = dotted([
    ...columns.slice(0, shown).map(ignoredColumn),
    ...(more > 0 ? [`… and ${figure(more)} more`] : []),
  ]);
  return richText`⚠️ ${columns.length === 1 ? 'Column' : 'Columns'} not read: ${all}`;
}

function ignoredColumn({ header, nearest, readInstead, differs }: IgnoredColumn): RichTextLine {
  const name = code(shorten(header.trim() === '' ? '(no name)' : header, 30));
  if (readInstead !== undefined) {
    const rows = differs ? `; ${counted(differs, 'row differs', 'rows differ')}` : '';
    return richText`${name} (only where ${code(shorten(readInstead, 30))} is empty${rows})`;
  }
  return nearest ? richText`${name} (did you mean ${code(nearest)}?)` : [name];
}
