// An end user, and what was done to it, for tests of messages and forms.
import { fields } from '../../../src/model/columns.ts';
import type { EndUser, FieldValues, HistoryEntry } from '../../../src/model/end-user.ts';

/** The same in every field. */
export const valuesOf = (value: string | null): FieldValues =>
  Object.fromEntries(fields.map((field) => [field, value])) as FieldValues;

export const ana: EndUser = {
  id: 1045,
  organization: { id: 12, name: 'Acme Ltd' },
  values: {
    ...valuesOf(null),
    name: 'Ana Núñez',
    title: 'CTO',
    email: 'ana@acme.example',
    phone: '+1 617 555 0100',
    zip: '02134',
    notes: 'Prefers mail.\r\nCalls after 5 only.',
    notification_billing: 'true',
    notification_reports: 'false',
    vendor_id: '45',
    custom_fields: '{"Badge": "12"}',
  },
  lastOperationId: 88,
};

const at = new Date('2026-11-22T12:42:00Z');

/** One of each kind, in turn. */
export function historyEntry(index: number, importId: number): HistoryEntry {
  const by = 'U0DANA';
  const kinds: readonly HistoryEntry[] = [
    { did: 'changed', fields, by, at, through: 'hand', importId: null },
    { did: 'changed', fields: ['title', 'phone'], by, at, through: 'redo', importId },
    { did: 'brought back', fields: [], by, at, through: 'redo', importId },
    { did: 'removed', fields: [], by, at, through: 'undo', importId },
    { did: 'created', fields: [], by, at, through: 'import', importId },
  ];
  return kinds[index % kinds.length]!;
}
