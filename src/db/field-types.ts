// The SQL types of an end user's fields, as the table of end users has them.
import { columns, type Field } from '../model/columns.ts';

const sqlTypes: Readonly<Record<string, string>> = { boolean: 'boolean', integer: 'bigint', json: 'jsonb' };

const typeOf = new Map<string, string>([
  ...columns.map(({ name, kind }) => [name, sqlTypes[kind] ?? 'text'] as const),
  ['archived', 'boolean'],
  ['organization_id', 'bigint'],
]);

export const sqlTypeOf = (field: Field): string => typeOf.get(field) ?? 'text';
