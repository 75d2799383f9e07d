// The setting `apply at once`: a plan without any question or warning needs no approval.
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, botsIn, command, exported, idle, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
let acme: number;
let people = 0;
const oneNew = () => `customer_id,name\n${acme},Person ${++people}\n`;
const set = (change: string) => command(dana, channel, `/endusers settings ${change}`);
const waits = /\[ Apply to [\d,]+ end users? ]|\[ Cancel ]/;

beforeAll(async () => {
  acme = await addOrganization(dana, 'Acme Ltd');
});

it('by default, every plan waits for approval', async () => {
  const shared = await share(lee, channel, oneNew());
  await answer(shared, waits);
  await idle();
  expect(botsIn(shared).map(({ text }) => text)).toEqual([expect.stringMatching(waits)]);
});

describe('with the setting "apply at once"', () => {
  const file = () => `customer_id,name,email,zip\n${acme},Ana,ana@acme.example,02134\n`;
  let ana: string;

  beforeAll(async () => {
    expect(await set('apply at once')).toContain('at once');
    await answer(await share(lee, channel, file()), /Applied automatically/);
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    ana = /(\d+),Ana/.exec(text)![1]!;
  });

  it('a file without questions is applied for the member who shared it, and can be undone', async () => {
    const shared = await share(lee, channel, oneNew());
    const result = await answer(shared, /Applied automatically/);
    expect(result.text).toMatch(/^✅ Applied automatically in /);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    await lee.click(result, { text: 'Undo' });
    await answer(shared, /↩️ Undone/);
  });

  it('so is a file that updates end users', async () => {
    const shared = await share(lee, channel, `contact_id,title\n${ana},CTO\n`);
    expect((await answer(shared, /Applied automatically/)).text).toContain('1 updated');
  });

  it('a file that changes nothing is answered with that', async () => {
    await answer(await share(lee, channel, `contact_id,title\n${ana},CTO\n`), /Nothing to change/);
  });

  it.each([
    ['with a row that is left out', () => `${oneNew()}${acme},\n`],
    ['with a cell that a spreadsheet damaged', () => `contact_id,zip,city\n${ana},2134,Boston\n`],
    ['with a column that is not read', () => `customer_id,name,shoe size\n${acme},Bo,44\n`],
    [
      'with a row that looks like an existing end user',
      () => `customer_id,name,email\n${acme},A,ana@acme.example\n`,
    ],
    ['with an unknown id', () => `${oneNew().replace('name', 'name,contact_id').trim()},999999\n`],
    ['with an empty cell for a field that has a value', () => `contact_id,title,city\n${ana},,Leeds\n`],
    ['that was applied before', file],
  ])('a file %s waits for approval', async (_, content) => {
    const shared = await share(lee, channel, content());
    await answer(shared, waits);
    await idle();
    expect(botsIn(shared)[0]?.text).toMatch(waits);
  });

  it('a file with a cell that changed after the export waits for approval', async () => {
    const { message, text, file: of } = await exported(dana, channel, `/endusers export ${acme}`);
    await answer(await share(lee, channel, `contact_id,title\n${ana},CEO\n`), /Applied automatically/);
    const shared = await share(lee, channel, text.replace('CTO', 'CFO'), {
      name: of.name,
      threadTs: message.ts,
    });
    await answer(shared, /changed both here/);
    await idle();
    expect(botsIn(shared)[0]?.text).toMatch(waits);
  });

  it('a file waits for another member if the one who shared it lost the permission meanwhile', async () => {
    let restore = (): void => {};
    const isRead = new Promise<void>((resolve) => {
      const when = (): boolean => {
        resolve();
        return true;
      };
      restore = fake.faults.add({ method: 'download', times: Infinity, when, answer: { status: 500 } });
    });
    const shared = await share(lee, channel, oneNew());
    await isRead;
    await set('default role none');
    restore();
    const plan = await fake.until(() => botsIn(shared).find(({ text }) => waits.test(text)), {
      what: 'the plan',
    });
    await idle();
    expect(fake.now(plan)?.text).toMatch(waits);
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, new RegExp(`Applied by <@${dana.id}>`));
    await set('default role edit');
  });

  it('plans wait for approval again after the setting is reverted', async () => {
    expect(await set('apply after approval')).toContain('after approval');
    await answer(await share(lee, channel, oneNew()), waits);
  });
});
