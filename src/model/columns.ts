// The 21 columns of a file: their names, their order, the kinds of their values, and their limits.

/** What the cells of a column contain. `id` and `integer` are whole numbers written in decimal digits. */
export type ColumnKind = 'id' | 'text' | 'email' | 'emails' | 'boolean' | 'integer' | 'json';

export type Column = {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The maximum length of a cell, in characters (`json`: in bytes of UTF-8). */
  readonly limit: number;
};

const text = { kind: 'text', limit: 255 } as const;
const flag = { kind: 'boolean', limit: 255 } as const;

/** In the order in which written files have them. */
export const columns = [
  { name: 'customer_id', kind: 'id', limit: 255 },
  { name: 'contact_id', kind: 'id', limit: 255 },
  { name: 'name', ...text },
  { name: 'title', ...text },
  { name: 'email', kind: 'email', limit: 255 },
  { name: 'phone', ...text },
  { name: 'extension', ...text },
  { name: 'mobile', ...text },
  { name: 'address1', ...text },
  { name: 'address2', ...text },
  { name: 'city', ...text },
  { name: 'state', ...text },
  { name: 'zip', ...text },
  { name: 'notes', kind: 'text', limit: 65_535 },
  { name: 'direct_report', ...text },
  { name: 'ticket_matching_emails', kind: 'emails', limit: 255 },
  { name: 'notification_billing', ...flag },
  { name: 'notification_marketing', ...flag },
  { name: 'notification_reports', ...flag },
  { name: 'vendor_id', kind: 'integer', limit: 255 },
  { name: 'custom_fields', kind: 'json', limit: 65_536 },
] as const satisfies readonly Column[];

export type ColumnName = (typeof columns)[number]['name'];

/** A column whose value belongs to the end user: every column except the two ids. */
export type ColumnField = Exclude<ColumnName, 'customer_id' | 'contact_id'>;

/**
 * What is recorded of an end user. No column of a written file has `archived`: an action changes it. The organization is in
 * the column `customer_id`.
 */
export type Field = ColumnField | 'archived' | 'organization_id';

export const columnNames: readonly ColumnName[] = columns.map((column) => column.name);

export const columnFields: readonly ColumnField[] = columnNames.filter(
  (name): name is ColumnField => name !== 'customer_id' && name !== 'contact_id',
);

/** Masks have a bit for each, in this order. */
export const fields: readonly Field[] = [...columnFields, 'archived', 'organization_id'];

/**
 * Whether a file is certainly about end users: it has an id column or is a problem file, or it has people (a name or an
 * email) and its message names an organization.
 *
 * @param columns the matched columns of the file; `null` for a column that is not known
 */
export function isAboutEndUsers(
  columns: readonly (ColumnName | null)[],
  namesOrganization: boolean,
  hasRefs = false,
): boolean {
  const has = (name: ColumnName): boolean => columns.includes(name);
  return (
    hasRefs || has('customer_id') || has('contact_id') || (namesOrganization && (has('name') || has('email')))
  );
}
