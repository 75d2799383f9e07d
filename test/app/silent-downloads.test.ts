// Files that Slack sends slowly or not at all: small files of all workspaces are read meanwhile.
import { afterEach, test } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, startAppForMany, type Tenant } from './many-workspaces.ts';
import { startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
addTenant(fake, 'T0HARBOR1', 'Harbor Support');
addTenant(fake, 'T0QUAY001', 'Quay Help');
const app = await startAppForMany(fake, { DATABASE_URL: url });
const harbor = await install(fake, app, 'T0HARBOR1');
const quay = await install(fake, app, 'T0QUAY001');
const { answer, command, share } = conversationIn(fake);

afterEach(() => fake.faults.clear());

const soon = { timeoutMs: 30_000 };

async function addOrganization({ dana, channel }: Tenant): Promise<string> {
  return /\(id `(\d+)`\)/.exec(await command(dana, channel, '/endusers org add Acme'))![1]!;
}
const organizations = new Map([
  [harbor, await addOrganization(harbor)],
  [quay, await addOrganization(quay)],
]);
const shareIn = (tenant: Tenant, name: string, more = '') =>
  share(
    tenant.dana,
    tenant.dana.directMessages(),
    `customer_id,name\n${organizations.get(tenant)},${name}\n${more}`,
    {
      name: `${name}.csv`,
    },
  );

test.each([
  ['small', ''],
  ['large', '\n'.repeat(1_200_000)],
])(
  'four silent downloads of %s files delay neither another workspace nor the same one',
  async (size, more) => {
    const silent = new Set<unknown>();
    const when = ({ name }: Record<string, unknown>) => silent.has(name);
    fake.faults.add({ method: 'download', times: Infinity, when, answer: 'hang' });
    const waiting: Message[] = [];
    for (let n = 0; n < 4; n++) {
      silent.add(`Silent ${size} ${n}.csv`);
      waiting.push(await shareIn(harbor, `Silent ${size} ${n}`, more));
    }
    await answer(waiting[0]!, /Reading/);
    const other = await shareIn(quay, `Quick ${size}`);
    await fake.until(
      () => fake.thread(other.channel, other.ts).some(({ text }) => text.includes('1 new')),
      soon,
    );
    const own = await shareIn(harbor, `Quick too ${size}`);
    await fake.until(() => fake.thread(own.channel, own.ts).some(({ text }) => text.includes('1 new')), soon);
    fake.faults.clear();
    // The silent ones are read when Slack sends them.
    for (const shared of waiting)
      await fake.until(
        () => fake.thread(shared.channel, shared.ts).some(({ text }) => text.includes('1 new')),
        {
          timeoutMs: 60_000,
        },
      );
  },
);

test('a member reads that a file waits for Slack', async () => {
  const silent = new Set<unknown>();
  fake.faults.add({
    method: 'download',
    times: Infinity,
    when: ({ name }) => silent.has(name),
    answer: 'hang',
  });
  const waiting: Message[] = [];
  for (let n = 0; n < 6; n++) {
    silent.add(`Stuck ${n}.csv`);
    waiting.push(await shareIn(harbor, `Stuck ${n}`));
  }
  const isTold = () =>
    waiting.find(({ channel, ts }) =>
      fake.thread(channel, ts).some(({ text }) => text.includes("Slack isn't sending the file")),
    );
  await fake.until(isTold, soon);
  for (const { channel, ts } of waiting) {
    const message = await fake.until(() => fake.thread(channel, ts)[1], soon);
    await harbor.dana.click(message, { text: 'Cancel' });
  }
});
