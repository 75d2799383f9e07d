// A sample end user, and what was done to it.
import { type CellHistoryEntry, changesPerPage, type Page } from '../../model/cell-change.ts';
import { fields } from '../../model/columns.ts';
import type { EndUser, FieldValues } from '../../model/end-user.ts';

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
export function historyEntry(
  index: number,
  importId: number,
  value: string | null = 'CTO',
): CellHistoryEntry {
  const by = 'U0DANA';
  const cell = { field: 'title', from: null, to: value } as const;
  const key = { field: 'custom_fields', key: value ?? 'Badge', from: value, to: null } as const;
  const flag = { field: 'notification_billing', from: 'true', to: 'false' } as const;
  const [acme, beta] = ['Acme Ltd · 12', 'Beta GmbH · 13'];
  const move = { field: 'organization_id', from: beta, to: value === 'CTO' ? acme : value } as const;
  const kinds: readonly CellHistoryEntry[] = [
    { did: 'changed', cell, by, at, through: 'hand', importId: null, line: null },
    { did: 'changed', cell: key, by, at, through: 'redo', importId, line: null },
    { did: 'changed', cell: flag, by, at, through: 'import', importId, line: 7 },
    { did: 'brought back', cell: null, by, at, through: 'redo', importId, line: null },
    { did: 'removed', cell: null, by, at, through: 'undo', importId, line: null },
    { did: 'created', cell: null, by, at, through: 'import', importId, line: 3 },
    { did: 'changed', cell: move, by, at, through: 'import', importId, line: 9 },
  ];
  return kinds[index % kinds.length]!;
}

/** The first page of changes, with more after it. */
export const changesOf = (length: number, importId: number, value?: string): Page<CellHistoryEntry> => ({
  items: Array.from({ length: Math.min(length, changesPerPage) }, (_, at) =>
    historyEntry(at, importId, value),
  ),
  page: 0,
  hasOlder: length > changesPerPage,
});
