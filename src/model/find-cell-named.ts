// Finds the cell that a member means by a name: a field, by any header that files name it by, or a key of the custom fields.
import { type ColumnField, type ColumnName, columnFields, type Field } from './columns.ts';
import { findKnownHeader } from './header-names.ts';

/** A key of the custom fields is taken as it was typed; nobody knows which ones there are. */
export function findCellNamed(name: string): { readonly field: Field; readonly key?: string } {
  if (name.trim().toLowerCase() === 'archived') return { field: 'archived' };
  if (name.trim().toLowerCase() === 'organization_id') return { field: 'organization_id' };
  const meaning = findKnownHeader(name)?.meaning;
  if (meaning?.use === 'custom-field') return { field: 'custom_fields', key: meaning.key };
  if (meaning?.use === 'name-part') return { field: 'name' };
  if (meaning?.use === 'organization' || (meaning?.use === 'column' && meaning.column === 'customer_id'))
    return { field: 'organization_id' };
  if (meaning?.use === 'column' && isField(meaning.column)) return { field: meaning.column };
  return { field: 'custom_fields', key: name };
}

const isField = (column: ColumnName): column is ColumnField => columnFields.some((field) => field === column);
