// A bulk edit while others edit the same end users: export, edit, share, choose, apply, undo.
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, agreed, answer, postedFile } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
await dana.command(channel, '/endusers org add Acme Ltd');

/** Shares a file, and applies its plan. */
async function importNow(content: string) {
  const share = await lee.share({ channel, files: [{ name: 'people.csv', content }] });
  const plan = await answer(share, /\bnew\b|\bupdated\b/);
  await lee.click(plan, { actionId: 'apply-import' });
  await answer(share, /Applied/);
  return { share, plan };
}

async function exportAll() {
  const known = fake.messages(channel).length;
  await dana.command(channel, '/endusers export all');
  // A problem file may arrive meanwhile.
  const found = await fake.until(
    () =>
      fake
        .messages(channel)
        .slice(known)
        .flatMap((message) => fake.files(message).map((file) => ({ message, file })))
        .find(({ file }) => !file.name.includes('_problems')),
    { what: 'an exported file' },
  );
  const { message, file } = found;
  return { threadTs: message.threadTs ?? message.ts, name: file.name, csv: await file.text() };
}

test('a stale export keeps what others changed, shows conflicts by name, and lets the member choose', async () => {
  await importNow(
    'customer_id,name,title,city,zip\n1,Ana Núñez,Engineer,Boston,02134\n1,Bo Li,Clerk,Leeds,90210\n',
  );
  const { csv, threadTs } = await exportAll();
  await importNow('contact_id,title,city\n1,CTO,Kyiv\n');

  const edited = csv.replace('Boston', 'Oslo').replace('02134', '2134').replace('Clerk', 'Head Clerk');
  const share = await dana.share({ channel, threadTs, files: [{ name: 'my edit.csv', content: edited }] });
  const plan = await answer(share, /1 updated/);
  expect(plan.text).toContain('Ana Núñez');
  expect(plan.text).toMatch(/02134 → 2134/);
  expect(plan.text).toMatch(/now Kyiv, in the file Oslo \(was Boston\)/);
  // The staged rows are enough: the file is not downloaded again.
  const fetchable = fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
  await dana.select(plan, { actionId: 'choose-conflicts', option: 'Use the file' });
  const replanned = await answer(share, /2 updated/);
  fetchable();
  expect(replanned.ts).toBe(plan.ts);
  await dana.click(replanned, { actionId: 'apply-import' });
  await answer(share, /Applied/);
  expect((await exportAll()).csv).toContain('Ana Núñez,CTO,,,,,,,Oslo,,02134');
});

test('a result can be undone with a click, and the undo too; both keep what others changed since', async () => {
  const { share, plan } = await importNow('contact_id,name,title\n2,Bo Li,Boss\n,Cy New,Temp\n');
  await importNow('contact_id,title\n2,Chair\n');
  const result = fake.now(plan);
  if (!result) throw new Error('the result is gone');
  await dana.click(result, { actionId: 'undo-import' });
  const undone = await answer(share, /Undone|undone/);
  expect(undone.text).toContain('Chair');
  expect((await exportAll()).csv).not.toContain('Cy New');
  await dana.click(undone, { actionId: 'redo-import' });
  await answer(share, /pplied again/);
  expect((await exportAll()).csv).toContain('Cy New');
});

test('an import that another one holds back is partly undone, and goes as a whole once that one is undone too', async () => {
  const { share, plan } = await importNow('customer_id,name,title\n1,Eve Kim,Temp\n');
  const [, id] = /(\d+),Eve Kim,/.exec((await exportAll()).csv) ?? [];
  const later = await importNow(`contact_id,title\n${id},Clerk\n`);
  await dana.click(fake.now(plan)!, { actionId: 'undo-import' });
  const partly = await answer(share, /Partly undone/);
  const [, number] = /in import (\d+)/.exec(partly.text) ?? [];
  expect(partly.text).toMatch(/1 end user was kept because it was changed since:\n• Eve Kim/);
  await dana.click(partly, { actionId: 'undo-import', value: `${number}.0` });
  await answer(later.share, /Undone by/);
  expect((await answer(share, /↩️ Undone by/)).text).not.toContain('Eve Kim');
  expect((await exportAll()).csv).not.toContain('Eve Kim');
});

test('an undo by command is answered, and a second undo finds nothing to undo', async () => {
  const { share, plan } = await importNow('contact_id,city\n2,Bath\n');
  const id = /import (\d+)/i.exec(fake.now(plan)?.text ?? '')?.[1];
  const accepted = await agreed(dana, channel, `/endusers undo ${id}`);
  expect(accepted).toContain(`import ${id}`);
  await answer(share, /Undone|undone/);
  const late = await dana.command(channel, `/endusers undo ${id}`);
  expect(late.message?.text).toMatch(/already/);
});

test('the damaged cells of a file are listed in its problem file', async () => {
  const share = await dana.share({
    channel,
    files: [{ name: 'damaged.csv', content: 'contact_id,zip\n1,2134\n' }],
  });
  await answer(share, /damaged/);
  const problems = await postedFile(share, /damaged_problems\.csv/);
  expect(await problems.text()).toContain('zip was damaged by a spreadsheet (02134 → 2134)');
});

test('an old export that is shared in the thread of a newer one is compared with itself', async () => {
  await importNow('contact_id,title\n1,Pilot\n');
  const july = await exportAll();
  await importNow('contact_id,title\n1,Captain\n');
  const august = await exportAll();
  const files = [{ name: july.name, content: july.csv }];
  const share = await dana.share({ channel, threadTs: august.threadTs, files });
  expect((await answer(share, /Nothing to change/)).text).toContain('Based on the export');
});

test('an empty cell of a filled template clears nothing', async () => {
  const known = fake.messages(channel).length;
  await dana.command(channel, '/endusers template 1');
  const message = await fake.until(
    () =>
      fake
        .messages(channel)
        .slice(known)
        .find(({ files }) => files.length > 0),
    {
      what: 'a template',
    },
  );
  const share = await dana.share({
    channel,
    threadTs: message.threadTs ?? message.ts,
    files: [{ name: 'filled.csv', content: 'contact_id,name,title\n1,Ana N.,\n' }],
  });
  expect((await answer(share, /1 updated/)).text).toContain('1 updated (1 cell)');
});

test('a redo by command applies again what the undo reverted', async () => {
  const { share, plan } = await importNow('contact_id,city\n2,Rome\n');
  const id = /import (\d+)/i.exec(fake.now(plan)?.text ?? '')?.[1];
  await agreed(dana, channel, `/endusers undo ${id}`);
  await answer(share, /Undone/);
  const accepted = await agreed(dana, channel, `/endusers redo ${id}`);
  expect(accepted).toContain(`import ${id}`);
  await answer(share, /pplied again/);
  expect((await exportAll()).csv).toContain('Rome');
});
