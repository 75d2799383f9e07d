// Undo and redo of several imports: each message says what is the case now, whichever import was undone last.
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, agreed, answer, applied, botsIn, exported, idle, share } =
  await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

/** Shares a file, and applies its plan. */
async function importNow(csv: string) {
  const shared = await share(dana, channel, csv);
  await applied(dana, shared);
  const message = () => botsIn(shared).at(-1)!;
  const number = /import (\d+)/.exec(message().text)![1]!;
  return {
    number,
    message,
    async revert(direction: 'undo' | 'redo'): Promise<string> {
      const reply = await agreed(dana, channel, `/endusers ${direction} ${number}`);
      await idle();
      return reply;
    },
    shared,
  };
}

const exportNow = async () => (await exported(dana, channel, `/endusers export ${acme}`)).text;

test('“Undo import 2 too” undoes what holds the first undo back, and both messages say so', async () => {
  const first = await importNow(`customer_id,name,title\n${acme},Eve,Temp\n`);
  const [, eve] = /(\d+),Eve,/.exec(await exportNow()) ?? [];
  const second = await importNow(`contact_id,title\n${eve},Clerk\n`);
  await dana.click(first.message(), { text: 'Undo' });
  const partly = await answer(first.shared, /Partly undone by/);
  expect(partly.text).toContain('1 end user was kept because it was changed since');
  await dana.click(partly, { text: `Undo import ${second.number} too` });
  await answer(second.shared, /↩️ Undone by/);
  await idle();
  expect(first.message().text).toContain('↩️ Undone by');
  expect(first.message().text).not.toMatch(/kept|Eve|too/);
  expect(second.message().text).toContain('1 end user removed');
  expect(await exportNow()).not.toContain('Eve');
});

test('an end user whom a redo could not restore is restored once the one who looks like them goes', async () => {
  const csv = `customer_id,name,email\n${acme},Cy,cy@acme.example\n`;
  const first = await importNow(csv);
  await first.revert('undo');
  const second = await importNow(csv);
  await first.revert('redo');
  expect(first.message().text).toMatch(/1 end user was not restored.*\n• Cy = Cy · \d+/);
  await second.revert('undo');
  expect(second.message().text).toContain('1 end user removed · 1 restored');
  expect(first.message().text).toMatch(/Applied again by .*: 1 end user restored\./);
  expect(first.message().text).not.toContain('not restored');
  expect((await exportNow()).match(/Cy,/g)).toHaveLength(1);
});

test('an email that a redo could not write back is written back once the one who has it goes', async () => {
  await importNow(`customer_id,name,email\n${acme},Ana,ana@acme.example\n`);
  const [, ana] = /(\d+),Ana,/.exec(await exportNow()) ?? [];
  const first = await importNow(`contact_id,email\n${ana},new@acme.example\n`);
  await first.revert('undo');
  const second = await importNow(`customer_id,name,email\n${acme},Bo,new@acme.example\n`);
  await first.revert('redo');
  const { text } = first.message();
  expect(text).toMatch(/1 email was not restored: .*\n• Ana · \d+: new@acme\.example = Bo · \d+/);
  expect(await exportNow()).toContain('ana@acme.example');
  await second.revert('undo');
  expect(first.message().text).toMatch(/Applied again by .*: 1 end user changed again \(1 cell\)\./);
  expect(first.message().text).not.toContain('not restored');
  expect(await exportNow()).toContain('new@acme.example');
});
