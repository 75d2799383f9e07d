// Sample imports and plans: one of each, to be changed where another is wanted.
import type { Import } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import type { Undo } from '../../model/undo.ts';

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
  warnings: [{ kind: 'applied-before', importId: 183 }],
  choices: {
    lookAlikes: 'create',
    emptyCells: 'clear',
    unknownIds: 'leave out',
    conflicts: 'keep',
    olderValues: 'keep',
    otherPeople: 'leave out',
  },
  choiceCounts: {
    lookAlikes: 5,
    emptyCells: 14,
    unknownIds: 3,
    conflicts: 12,
    olderValues: 2,
    otherPeople: 1,
  },
  base: {
    exportId: 61,
    fileName: 'AcmeLtd_2026_11_20_14_03_22.csv',
    exportedAt: '2026-11-20T14:03:22Z',
  },
  conflicts: [
    {
      endUserId: 1045,
      endUser: 'Ana Núñez',
      field: 'title',
      was: 'Engineer',
      here: 'Head of Support',
      inFile: 'CTO',
    },
    {
      endUserId: 1052,
      endUser: 'Bo Li',
      field: 'mobile',
      was: null,
      here: '+1 555 0100',
      inFile: '555 0100',
    },
  ],
  damagedCells: 9,
  damages: [
    {
      endUserId: 1045,
      endUser: 'Ana Núñez',
      field: 'zip',
      kind: 'leading zero',
      was: '02134',
      inFile: '2134',
    },
    {
      endUserId: 1060,
      endUser: 'Chloé Roux',
      field: 'mobile',
      kind: 'scientific',
      was: '15550100000',
      inFile: '1.55501E+10',
    },
    {
      endUserId: 1060,
      endUser: 'Chloé Roux',
      field: 'name',
      kind: 'encoding',
      was: 'Chloé Roux',
      inFile: 'ChloÃ© Roux',
    },
  ],
  changes: [
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'title', now: 'Engineer', willBe: 'CTO' },
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'zip', now: '02134', willBe: null },
    { endUserId: 1071, endUser: '', field: 'notes', now: null, willBe: 'Call first\r\nthen write' },
    { endUserId: 1071, endUser: '', field: 'custom_fields', key: 'Badge', now: '12', willBe: '13' },
  ],
  newEndUsers: [
    { line: 4, name: 'Bo Li', email: 'bo@acme.example', organization: 'Acme Ltd' },
    { line: 5, name: null, email: 'chloe@beta.example', organization: 'Beta & Söhne' },
    { line: 6, name: 'Dev Rao', email: null, organization: 'Acme Ltd' },
  ],
  problems: [
    { line: 7, text: 'email "nope" is not a valid address' },
    { line: 1009, text: "organization 999 doesn't exist" },
  ],
};

/** What a plan has where nothing needs a decision. */
export const plain = {
  ignoredColumns: [],
  warnings: [],
  choices: {
    lookAlikes: 'create',
    emptyCells: 'keep',
    unknownIds: 'leave out',
    conflicts: 'keep',
    olderValues: 'keep',
    otherPeople: 'leave out',
  },
  choiceCounts: { lookAlikes: 0, emptyCells: 0, unknownIds: 0, conflicts: 0, olderValues: 0, otherPeople: 0 },
  base: null,
  conflicts: [],
  damagedCells: 0,
  damages: [],
} as const satisfies Partial<Plan>;

export const undo: Undo = {
  by: 'U0BO',
  ms: 412,
  cells: 515,
  endUsers: 309,
  removed: 41,
  restored: 0,
  keptCells: 3,
  keptEndUsers: 1,
  kept: [
    { endUserId: 1112, endUser: 'Dev Rao', field: null, now: null, changedBy: 'U0ANA' },
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'title', now: 'Chair', changedBy: 'U0ANA' },
    { endUserId: 1045, endUser: 'Ana Núñez', field: 'zip', now: null, changedBy: null },
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
  way: 'thread',
  direct: null,
  told: null,
  addressed: false,
  organizationId: null,
  organizationName: null,
  organizationChosen: false,
  sharedOutside: false,
  plan: null,
  planNumber: 1,
  reason: null,
  decidedBy: null,
  replanned: null,
  applyMs: null,
  undo: null,
  undoneBy: null,
  createdAt: new Date('2026-11-22T12:40:00Z'),
  finishedAt: null,
};
