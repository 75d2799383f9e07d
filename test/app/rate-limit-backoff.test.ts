// After a 429, progress messages wait as long as Slack asks; the message about the end of an import does not.
import { expect, it } from 'vitest';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { openLog } from '../../src/log.ts';
import { createSlackMessages } from '../../src/slack/messages/messages.ts';
import { anImport } from '../../src/slack/sample-views/an-import.ts';
import { createWebClients } from '../../src/slack/web/web-clients.ts';
import { createPostings } from '../../src/usecases/notices/remember-postings.ts';
import { freshDatabase } from '../database.ts';
import { startTestSlack } from './running-app.ts';

const fake = await startTestSlack();
const { token, teamId } = fake.app();
const clients = createWebClients(
  { tokenOf: async () => token },
  { slackApiUrl: fake.apiUrl },
  openLog('silent'),
);
const inWorkspace = createInWorkspace((await freshDatabase()).db);
const caches = {
  memberCache: new Map(),
  memberLists: new Map(),
  guestCache: new Map(),
  placeCache: new Map(),
};
const installations = { botFor: async () => null };
const messages = createSlackMessages(
  { clients, inWorkspace, installations, ...caches },
  createPostings({ inWorkspace }),
);
const progress = { bytes: 1, rows: 1, elapsedMs: 1_000 };

it('during the back-off, progress is not sent, but a final state is', async () => {
  const first = await fake
    .member('dana')
    .share({ channel: 'end-users', files: [{ name: 'people.csv', content: 'name' }] });
  const place = { channelId: first.channel, threadTs: first.ts };
  const received = { ...anImport, workspaceId: teamId, createdAt: new Date(), messageTs: null, place };
  const shown = await messages.showImport({ ...received, state: 'received' });
  const reading = { ...received, ...shown, state: 'reading' as const };
  fake.faults.add({ method: 'chat.update', answer: { status: 429, retryAfter: 60 } });
  await expect(messages.showImport(reading, progress)).rejects.toThrow();
  // Slack's limits are per workspace.
  const elsewhere = { ...reading, workspaceId: 'T0ELSEWHERE' };
  const updates = () => fake.calls('chat.update').length;
  const before = updates();
  expect(await messages.showImport(reading, progress)).toEqual(shown);
  expect(updates()).toBe(before);
  await messages.showImport(elsewhere, progress);
  expect(updates()).toBe(before + 1);
  await messages.showImport({ ...reading, state: 'failed', reason: 'K7QF-2MXD' });
  expect(updates()).toBe(before + 2);
});
