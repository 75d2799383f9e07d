// The 21 columns of the file: their names, order, kinds of value and limits.

/** What a cell of the column holds. `id` and `integer` are whole numbers written in decimal digits. */
export type ColumnKind = 'id' | 'text' | 'email' | 'emails' | 'boolean' | 'integer' | 'json';

export type Column = {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Longest cell, in characters (`json`: in bytes of UTF-8). */
  readonly limit: number;
};

const text = { kind: 'text', limit: 255 } as const;
const flag = { kind: 'boolean', limit: 255 } as const;

/** In the order in which a written file has them. */
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

/** A column whose value belongs to the end user: every one but the two ids. */
export type Field = Exclude<ColumnName, 'customer_id' | 'contact_id'>;

export const columnNames: readonly ColumnName[] = columns.map((column) => column.name);

export const fields: readonly Field[] = columnNames.filter(
  (name): name is Field => name !== 'customer_id' && name !== 'contact_id',
);

/**
 * Whether a file with these columns (null: one that is not known) is about end users, beyond doubt: by an id column, or
 * by persons of an organization that was named beside it.
 */
export function isAboutEndUsers(
  columns: readonly (ColumnName | null)[],
  namesOrganization: boolean,
): boolean {
  const has = (name: ColumnName): boolean => columns.includes(name);
  return has('customer_id') || has('contact_id') || (namesOrganization && (has('name') || has('email')));
}
