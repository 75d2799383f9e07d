// Workspaces share a process: when one of them has to wait, no other is delayed.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { heavyRows } from '../../src/model/job-weight.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, startAppForMany, type Tenant } from './many-workspaces.ts';
import { startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
addTenant(fake, 'T0HARBOR1', 'Harbor Support');
addTenant(fake, 'T0QUAY001', 'Quay Help');
const app = await startAppForMany(fake, { DATABASE_URL: url });
const harbor = await install(fake, app, 'T0HARBOR1');
const quay = await install(fake, app, 'T0QUAY001');
const { answer, applied, botsIn, command, share } = conversationIn(fake);

afterEach(() => fake.faults.clear());

async function shareIn({ dana, channel }: Tenant, name: string) {
  const added = await command(dana, channel, `/endusers org add ${name}`);
  const organization = /\(id `(\d+)`\)/.exec(added)?.[1];
  return share(dana, channel, `customer_id,name\n${organization},Ana\n`, { name: `${name}.csv` });
}

describe('a workspace continues while another', () => {
  it.each(['chat.postMessage', 'chat.update', 'files.info'])(
    'has to wait an hour with %s because of a rate limit',
    async (method) => {
      const slowed: Message[] = [];
      const isHarbors = (args: Record<string, unknown>) =>
        args.channel === harbor.channel ||
        fake.messages(harbor.channel).some(({ files }) => files.includes(String(args.file)));
      const answer = { status: 429, retryAfter: 3_600 };
      fake.faults.add({ method, times: Infinity, when: isHarbors, answer });
      for (let n = 0; n < 6; n++) slowed.push(await shareIn(harbor, `Acme ${method} ${n}`));
      const refused = () => fake.calls(method).filter(({ result }) => 'fault' in result);
      await fake.until(() => refused().length >= 4);
      expect((await applied(quay.dana, await shareIn(quay, `Beta ${method}`))).text).toContain('1 created');
      expect(slowed.flatMap(botsIn).filter(({ text }) => text.includes('Apply'))).toEqual([]);
    },
  );

  it('waits for many slow downloads', async () => {
    const names = new Set<unknown>();
    fake.faults.add({
      method: 'download',
      times: Infinity,
      when: ({ name }) => names.has(name),
      answer: 'hang',
    });
    for (let n = 0; n < 6; n++) {
      names.add(`Slow ${n}.csv`);
      await shareIn(harbor, `Slow ${n}`);
    }
    const shared = await shareIn(quay, 'Quick');
    await answer(shared, /1 new/);
  });

  it('and three more apply large files', async () => {
    const others = [];
    for (const id of ['T0PORT001', 'T0PIER001', 'T0DOCK001']) {
      addTenant(fake, id, id);
      others.push(await install(fake, app, id));
    }
    const busy = [harbor, ...others];
    const plans = busy.map(async ({ dana, channel }, n) => {
      const added = await command(dana, channel, `/endusers org add Large ${n}`);
      const organization = /\(id `(\d+)`\)/.exec(added)?.[1];
      const rows = Array.from({ length: heavyRows }, (_, i) => `${organization},Person ${i}\n`);
      const shared = await share(dana, channel, `customer_id,name\n${rows.join('')}`);
      return answer(shared, /5,000 new/);
    });
    const shown = await Promise.all(plans);
    const locked = createGate();
    const release = createGate();
    const holding = db.transaction(async (tx) => {
      await tx.execute(sql`select from organization where name like 'Large %' for update`);
      locked.open();
      await release.passed;
    });
    await locked.passed;
    for (const [n, plan] of shown.entries()) await busy[n]!.dana.click(plan, { text: /^Apply/ });
    try {
      await expect
        .poll(() => db.execute(sql`select from job where kind = 'apply-import' and leased_until is not null`))
        .toHaveLength(2);
      expect((await applied(quay.dana, await shareIn(quay, 'Small'))).text).toContain('1 created');
    } finally {
      release.open();
      await holding;
    }
    for (const plan of shown) await fake.until(() => /5,000 created/.test(fake.now(plan)?.text ?? ''));
  });
});
