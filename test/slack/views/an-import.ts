// Imports and plans for the tests of the views: one of each, to be changed where a test wants another.
import type { Import, Plan } from '../../../src/model/import.ts';

export const plan: Plan = {
  rows: 3120,
  created: 42,
  updated: 310,
  cells: 518,
  unchanged: 2700,
  leftOut: 68,
  organizations: [
    { id: 12, name: 'Acme Ltd', created: 12, updated: 301 },
    { id: 13, name: 'Beta & Söhne', created: 30, updated: 9 },
  ],
  organizationCount: 2,
  ignoredColumns: [{ header: 'Fax' }, { header: 'e_mial', nearest: 'email' }],
  warnings: [
    { kind: 'look-alikes', count: 5 },
    { kind: 'applied-before', importId: 183 },
  ],
  changes: [
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'title', now: 'Engineer', willBe: 'CTO' },
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'zip', now: '02134', willBe: null },
    { endUserId: 1071, endUser: '', field: 'notes', now: null, willBe: 'Call first\r\nthen write' },
  ],
  newEndUsers: [
    { line: 4, name: 'Bo Li', email: 'bo@acme.example', organization: 'Acme Ltd' },
    { line: 5, name: null, email: 'chloe@beta.example', organization: 'Beta & Söhne' },
    { line: 6, name: 'Dev Rao', email: null, organization: 'Acme Ltd' },
  ],
  problems: [
    { line: 7, text: 'e-mail "nope" is no address' },
    { line: 1009, text: 'organization 999 does not exist' },
  ],
};

export const anImport: Import = {
  id: 184,
  workspaceId: 'T1',
  state: 'received',
  fileName: 'july-people.csv',
  fileSize: 480_000,
  slackFileId: 'F1',
  requestedBy: 'U0DANA',
  place: { channelId: 'C1', threadTs: '1700000000.000100' },
  messageTs: '1700000000.000200',
  addressed: false,
  organizationId: null,
  plan: null,
  planNumber: 1,
  reason: null,
  decidedBy: null,
  replanned: null,
  applyMs: null,
  createdAt: new Date('2026-11-22T12:40:00Z'),
  finishedAt: null,
};
