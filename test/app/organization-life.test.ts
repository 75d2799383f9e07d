// The life of organizations in Slack: renamed, archived, restored, and names that are nearly the same.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta GmbH');
await applied(
  dana,
  await share(dana, channel, `customer_id,name,email\n${acme},Ana,ana@x.example\n${beta},Bo,bo@x.example\n`),
);

const toBot = { text: `<@${fake.app().botUserId}>` };

/** Clicks a button of the last private answer, and resolves with the answer to that. */
async function press(text: string) {
  const known = dana.ephemerals().length;
  await dana.click(dana.ephemerals().at(-1)!, { text });
  return fake.until(() => dana.ephemerals()[known], { what: `the answer to ${text}` });
}

it('renames by id and by name, and takes it back with one click', async () => {
  expect(await command(dana, channel, `/endusers org rename ${acme} to Acme Group`)).toContain(
    'Renamed Acme Ltd to Acme Group',
  );
  expect(await command(dana, channel, '/endusers orgs')).toContain(`\`${acme}\` · Acme Group`);
  await command(dana, channel, '/endusers org rename Acme Group to Acme Holding');
  expect((await press('Undo')).text).toContain('Renamed Acme Holding to Acme Group');
  await command(dana, channel, `/endusers org rename ${acme} to Acme Ltd`);
});

it('a file finds an organization by its new name, and its old name is not guessed', async () => {
  await command(dana, channel, `/endusers org rename ${beta} to Betamax GmbH`);
  const file = (name: string) => `company,name,email\n${name},Cy,cy@x.example\n`;
  const byNew = await share(dana, channel, file('Betamax GmbH'), toBot);
  await answer(byNew, /1 new/);
  const byOld = await share(dana, channel, file('Beta GmbH'), toBot);
  expect((await answer(byOld, /left out|Which organization/)).text).toContain('Betamax GmbH');
  await command(dana, channel, `/endusers org rename ${beta} to Beta GmbH`);
});

it('an archived organization is in no list, gets no one, and loses nothing', async () => {
  expect(await command(dana, channel, '/endusers org archive Beta GmbH')).toContain('Archived Beta GmbH');
  expect(await command(dana, channel, `/endusers org archive ${beta}`)).toContain('is archived already');
  expect(await command(dana, channel, '/endusers orgs')).not.toContain('Beta GmbH');
  expect(await command(dana, channel, '/endusers orgs archived')).toContain('Beta GmbH');
  expect((await exported(dana, channel, '/endusers export all')).text).not.toContain('Bo');
  expect((await exported(dana, channel, '/endusers export all archived')).text).toContain('Bo');
  expect((await exported(dana, channel, `/endusers export ${beta}`)).text).toContain('Bo');
  expect(await command(dana, channel, '/endusers find bo@x')).toContain('No end user has');
  expect(await command(dana, channel, '/endusers find bo@x archived')).toContain('Bo');
  const row = await share(dana, channel, `customer_id,name,email\n${beta},Di,di@x.example\n`);
  expect((await answer(row, /left out/)).text).toContain(
    `organization ${beta} is archived: restore it first`,
  );
  const message = await share(dana, channel, 'name,email\nDi,di@x.example\n', { text: `org ${beta}` });
  expect((await answer(message, /archived/)).text).toContain(`/endusers org restore ${beta}`);
  expect(await command(dana, channel, `/endusers add ${beta}`)).toContain('restore it first');
  await command(dana, channel, '/endusers orgs archived');
  expect((await press('Restore')).text).toContain('Restored Beta GmbH');
  expect((await exported(dana, channel, '/endusers export all')).text).toContain('Bo');
});

it('a file changes no end user of an archived organization unseen', async () => {
  const { text } = await exported(dana, channel, `/endusers export ${beta}`);
  await command(dana, channel, `/endusers org archive ${beta}`);
  const changed = await share(dana, channel, text.replace(',Bo,', ',Bob,'));
  expect((await answer(changed, /left out/)).text).toContain('is archived: restore it first');
  const unchanged = await share(dana, channel, `${text}`);
  expect((await answer(unchanged, /1 unchanged|Nothing to change/)).text).not.toContain('left out');
  await command(dana, channel, `/endusers org restore ${beta}`);
});

it('an export as of a time has what was not archived then', async () => {
  await command(dana, channel, `/endusers org archive ${beta}`);
  const before = await share(dana, channel, `customer_id,name,email\n${acme},Ed,ed@x.example\n`);
  await applied(dana, before);
  await command(dana, channel, `/endusers org restore ${beta}`);
  const [, id] = /import (\d+)/.exec((await answer(before, /Applied by/)).text)!;
  expect((await exported(dana, channel, `/endusers export all before ${id}`)).text).not.toContain('Bo');
  expect((await exported(dana, channel, '/endusers export all')).text).toContain('Bo');
});

it.each(['acme ltd', 'Acme  Ltd', 'Ａｃｍｅ Ltd'])('%s is Acme Ltd', async (name) => {
  expect(await command(dana, channel, `/endusers org add ${name}`)).toContain('already exists');
});

it.each(['Acme', 'Acme, Ltd.', 'ACME Limited', 'Acme Inc.', 'Acme GmbH & Co. KG'])(
  '%s raises a question, not a second organization',
  async (name) => {
    const asked = await command(dana, channel, `/endusers org add ${name}`);
    expect(asked).toContain(`looks like an organization that you already have: \`${acme}\` · Acme Ltd`);
    expect(await command(dana, channel, `/endusers org rename ${beta} to ${name}`)).toContain('looks like');
  },
);

it('a near name is added if the member says so, and an archived one is named', async () => {
  await command(dana, channel, `/endusers org archive ${beta}`);
  expect(await command(dana, channel, '/endusers org add Beta Ltd')).toContain('which is archived');
  expect((await press('Add anyway')).text).toContain('Added Beta Ltd');
  expect(await command(dana, channel, '/endusers org add beta gmbh')).toContain('is archived');
  await command(dana, channel, `/endusers org restore ${beta}`);
});

it('a name that another organization has is refused', async () => {
  expect(await command(dana, channel, `/endusers org rename ${beta} to acme ltd`)).toContain(
    'already exists',
  );
  expect(await command(dana, channel, `/endusers org rename ${beta} to ${'x'.repeat(256)}`)).toContain(
    'Nothing was',
  );
  expect(await command(dana, channel, '/endusers org rename 999999 to Ceta')).toContain(
    'no organization with the id',
  );
  expect(await command(dana, channel, '/endusers org archive 999999')).toContain(
    'no organization with the id',
  );
});

it('takes an admin', async () => {
  for (const words of [`rename ${acme} to Nope`, `archive ${acme}`, `restore ${acme}`])
    expect(await command(fake.member('lee'), channel, `/endusers org ${words}`)).toContain(
      'rename, archive, or restore organizations',
    );
});

it('a file adds no organization whose name is nearly that of another one, unless a member says so', async () => {
  const file =
    'company,name,email\nAcme Ltd.,Flo,flo@x.example\nOmega SA,Gil,gil@x.example\nOmega,Hal,hal@x.example\n';
  const shared = await share(dana, channel, file, toBot);
  const plan = await answer(shared, /Add 1 organization/);
  expect(plan.text).toMatch(/Acme Ltd\.\*? \(1 row, did you mean \*?Acme Ltd/);
  await dana.click(plan, { text: 'Add 1 organization' });
  await answer(shared, /Apply to 1 end user/);
  expect(await command(dana, channel, '/endusers orgs omega')).toContain('1 organization');
  await dana.click(fake.now(plan)!, { text: /^Add 2 that look like others/ });
  await answer(shared, /Apply to 3 end users/);
  expect(await command(dana, channel, '/endusers orgs omega')).toContain('2 organizations');
});
