// Sample exports: one, to be changed where another is wanted.
import type { Export } from '../../model/export.ts';

export const anExport: Export = {
  id: 7,
  workspaceId: 'T1',
  kind: 'export',
  state: 'requested',
  requestedBy: 'U0DANA',
  organizationId: 12,
  organizationName: 'Acme Ltd',
  forImport: false,
  channelId: 'C1',
  isPrivate: false,
  postedIn: null,
  messageTs: null,
  fileName: null,
  slackFileId: null,
  permalink: null,
  rows: null,
  reason: null,
  createdAt: new Date('2026-11-22T12:40:00Z'),
  finishedAt: null,
};

export const posted: Export = {
  ...anExport,
  state: 'posted',
  postedIn: 'C1',
  messageTs: '1700000000.000300',
  fileName: 'AcmeLtd_2026_11_22_12_40_05.csv',
  slackFileId: 'F7',
  permalink: 'https://example.slack.com/files/U0BOT/F7/acmeltd.csv',
  rows: 3120,
};
