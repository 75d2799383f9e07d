// A workflow or another app posts a file: a member has to import it, and the one who clicks is the one who imports.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, botsIn, command, idle, privately } = await startTestApp();
const [dana, lee, mia] = [fake.member('dana'), fake.member('lee'), fake.member('mia')];
const channel = 'end-users';
const mention = `<@${fake.app().botUserId}> the new ones`;
const acme = await addOrganization(dana, 'Acme Ltd');
const withIds = `customer_id,name\n${acme},Ana\n`;
const posted = (content: string, text = '') =>
  dana.share({ channel, text, byWorkflow: true, files: [{ name: 'joiners.csv', content }] });

it('a file with an id column is offered once in its thread, and the member who clicks imports it', async () => {
  const shared = await posted(withIds);
  const offer = await answer(
    shared,
    /joiners\.csv was posted by an app or a workflow, so a member has to import it/,
  );
  await idle();
  expect(botsIn(shared)).toHaveLength(1);
  await lee.click(offer, { text: 'Import this' });
  const plan = await answer(shared, /1 new/);
  expect(plan.text).toContain(`shared by <@${lee.id}>`);
  await idle();
  expect(fake.now(offer)).toBeUndefined();
  expect(await db.execute(sql`select requested_by from import where share_ts = ${shared.ts}`)).toEqual([
    { requested_by: lee.id },
  ]);
});

it('a file with a mention of the bot is offered without an id column, too', async () => {
  const shared = await posted('Name,Email\nBo,bo@acme.example\n', mention);
  const offer = await answer(shared, /a member has to import it/);
  await dana.click(offer, { text: 'Import this' });
  await answer(shared, /1 new/);
});

it('a member who may not import is denied, and the file stays offered', async () => {
  await command(dana, channel, `/endusers access grant <@${mia.id}> view`);
  const shared = await posted(withIds);
  const offer = await answer(shared, /a member has to import it/);
  await mia.click(offer, { text: 'Import this' });
  await privately(mia, /You need the role edit/);
  await idle();
  expect(botsIn(shared)).toHaveLength(1);
});

it('a member can take it by what they say in its thread', async () => {
  const shared = await posted(withIds);
  await answer(shared, /a member has to import it/);
  lee.post({ channel, threadTs: shared.ts, text: `org ${acme}` });
  expect((await answer(shared, /1 new/)).text).toContain(`shared by <@${lee.id}>`);
});

it.each([
  ['people without an id', 'Name,Email\nBo,bo@acme.example\n'],
  ['something else', 'date,amount\n2026-01-01,12\n'],
])('other files of apps are left alone: %s', async (_, content) => {
  const shared = await posted(content);
  await idle();
  expect(botsIn(shared)).toEqual([]);
});
