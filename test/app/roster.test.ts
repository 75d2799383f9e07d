// Rosters in Slack: by the words of the message and by the button, with one more question before many are archived.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `Person ${from + i},p${from + i}@acme.example`).join('\n');
await applied(dana, await share(dana, channel, `name,email\n${people(0, 12)}\n`, { text: `org ${acme}` }));

const archived = async () => (await exported(dana, channel, `/endusers export ${acme} archived`)).text;

it('“roster Acme Ltd” names who is missing, and archives them only after one more question', async () => {
  const shared = await share(dana, channel, `name,email\n${people(0, 5)}\nNew,new@acme.example\n`, {
    text: 'roster Acme Ltd',
  });
  const plan = await answer(shared, /7 end users are not in the roster/);
  expect(plan.text).toContain('1 new · 5 unchanged');
  expect(plan.text).toContain('Matched by `email`: 5 of 6 rows');
  expect(plan.text).toContain('Person 11 · ');
  await dana.select(plan, { actionId: 'choose-leavers', option: 'Archive them' });
  const archiving = await answer(shared, /1 new · 7 archived · 5 unchanged/);
  const buttons = archiving.blocks!.flatMap((block) => ('elements' in block ? block.elements : []));
  expect(buttons).toContainEqual(
    expect.objectContaining({
      action_id: 'apply-import',
      confirm: expect.objectContaining({
        text: expect.objectContaining({
          text: expect.stringContaining('7 of the 12 end users of Acme Ltd'),
        }),
      }),
    }),
  );
  const result = await applied(dana, shared);
  expect(result.text).toContain('1 created · 7 archived');
  expect(await archived()).toContain('Person 11');
  await dana.click(result, { text: 'Undo' });
  await answer(shared, /Undone by/);
  expect(await command(dana, channel, '/endusers find archived')).toContain('No end user');
});

it('“This is everybody” makes a roster of a plan, and the other button takes it back', async () => {
  const shared = await share(
    dana,
    channel,
    `name,email,title\n${people(0, 11).replaceAll('\n', ',\n')},CTO\n`,
    {
      text: `org ${acme} by email`,
    },
  );
  const plan = await answer(shared, /1 updated/);
  await dana.click(plan, { text: 'This is everybody' });
  const roster = await answer(shared, /1 end user is not in the roster/);
  await dana.click(roster, { text: 'This is not everybody' });
  expect((await answer(shared, /\[ This is everybody \]/)).text).not.toContain('not in the roster');
});

it('the setting matches the rows of every file without ids, which are then updates', async () => {
  await command(dana, channel, '/endusers settings match by email');
  const shared = await share(dana, channel, 'name,email,title\nPerson 3,p3@acme.example,CFO\n', {
    text: `org ${acme}`,
  });
  expect((await answer(shared, /\[ Apply/)).text).toContain('1 updated (1 cell)');
  const created = await share(dana, channel, 'name,email\nPerson 3,p3@acme.example\n', {
    text: `org ${acme} by contact_id`,
  });
  await answer(created, /looks like an end user you already have/);
});

it('“only update” in the message leaves new rows out', async () => {
  const shared = await share(dana, channel, 'name,email\nZed,zed@acme.example\nPer 2,p2@acme.example\n', {
    text: `org ${acme}, only update, by email`,
  });
  const plan = await answer(shared, /\[ Apply/);
  expect(plan.text).toContain('Only updates, as the message says');
  expect(plan.text).toContain('the end user would be new, and the message says "only update"');
});
