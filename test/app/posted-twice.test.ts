// Two processes, or two jobs, post the message of one import at the same moment.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, botsIn, share, idle } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

test('one message stays, with the newest state and with buttons that work', async () => {
  const shared = await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n`);
  const first = await answer(shared, /1 new/);
  await idle();
  await fetch(`${fake.apiUrl}chat.delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.app().token}` },
    body: new URLSearchParams({ channel: first.channel, ts: first.ts }),
  });
  expect(botsIn(shared)).toEqual([]);
  // All jobs look for an earlier message before the first one has posted.
  fake.faults.add({ method: 'chat.postMessage', times: 3, answer: { delayMs: 1_000 } });
  await db.execute(sql`update import set message_ts = null`);
  await db.execute(sql`
    insert into job (workspace_id, kind, payload)
    select workspace_id, 'show-import', jsonb_build_object('workspaceId', workspace_id, 'importId', id)
    from import, generate_series(1, 3)`);
  await idle();
  expect(fake.calls('chat.delete')).toHaveLength(3);
  const messages = botsIn(shared);
  expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining('1 new')]);
  await dana.click(messages[0]!, { actionId: 'apply-import' });
  await answer(shared, /1 created/);
});
