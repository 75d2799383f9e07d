// Every kind of person tries everything that the app can do: it either works, or is denied and changes nothing.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { access } from '../../src/db/schema/access-table.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { app, fake, db, addOrganization, agreed, answer, applied, botsIn, command, exported, idle, share } =
  await startTestApp();
const dana = fake.member('dana');
const bot = fake.app().botUserId;
const workspaceId = fake.app().teamId;
const channel = 'end-users';
for (const name of ['ada', 'eddi', 'vic', 'dee']) {
  fake.addMember({ name });
  fake.invite(channel, name);
}
const refused = /You (need the role|can't use this app) .*Nothing was done/;

/** `null`: no permission, ever. */
type Standing = 'admin' | 'edit' | 'view' | 'none' | null;
type Person = {
  readonly who: string;
  readonly name: string;
  readonly standing: Standing;
  readonly where: string;
  /** The workspace's setting during their tests. */
  readonly defaultRole: 'none' | 'view' | 'edit';
};

const person = (
  who: string,
  name: string,
  standing: Standing,
  { where = channel, defaultRole = 'none' }: Partial<Person> = {},
): Person => ({ who, name, standing, where, defaultRole });
const people: readonly Person[] = [
  person('the owner of the workspace', 'olga', 'admin'),
  person('a Slack admin', 'dana', 'admin'),
  person('a member with the role admin', 'ada', 'admin'),
  person('a member with the role edit', 'eddi', 'edit'),
  person('a member with the role view', 'vic', 'view'),
  person('a member without a role', 'lee', 'none'),
  person('a member with the default role view', 'dee', 'view', { defaultRole: 'view' }),
  person('a member with the default role edit', 'dee', 'edit', { defaultRole: 'edit' }),
  person('a guest', 'sam', null),
  person('a guest of one channel', 'gus', null),
  person('a bot', 'helper', null),
  person('a deactivated member', 'rosa', null),
  person('a member of another company', 'pat', null, { where: 'with-partner' }),
];
const order = ['none', 'view', 'edit', 'admin'];
const may = ({ standing }: Person, needed: string): boolean =>
  standing !== null && order.indexOf(standing) >= order.indexOf(needed);

/** All data of the workspace. */
const everything = async (): Promise<unknown> => {
  await idle();
  const tables = [
    'import',
    'export',
    'organization',
    'end_user',
    'access',
    'operation',
    'former_end_user',
    'change',
    'import_ref',
  ];
  const rows = tables.map((table) => sql.raw(`select '${table}', to_jsonb(t)::text from ${table} t`));
  const settings = sql`select 'workspace', concat(id, apply, default_role, business_name, details) from workspace`;
  return db.execute(
    sql`select * from (${sql.join([...rows, settings], sql` union all `)}) everything order by 1, 2`,
  );
};

async function changingNothing(act: () => Promise<void>): Promise<void> {
  const before = await everything();
  await act();
  expect(await everything()).toEqual(before);
}

/** The private answer to what they do. */
async function privatelyTold(them: Driver, act: () => Promise<unknown>): Promise<string> {
  const known = them.ephemerals().length;
  await act();
  await fake.until(() => them.ephemerals().length > known, { what: 'a private answer' });
  await idle();
  expect(them.ephemerals()).toHaveLength(known + 1);
  return them.ephemerals().at(-1)!.text;
}

let organizationId: number;
/** The id of an end user: a file made from this export needs a choice in every menu because of this end user. */
let zoe: string;
let exportName: string;
let danasImport: string;
let danasResult: Message;
let created = 0;
/** A file with one new person, who looks like nobody else. */
const csv = (): string => `customer_id,name\n${organizationId},Person ${++created}\n`;
const importOf = ({ text }: Message): string => /import (\d+)/.exec(text)![1]!;

beforeAll(async () => {
  for (const name of ['rosa', 'sam', 'gus']) fake.invite(channel, name);
  fake.invite('with-partner', 'olga');
  organizationId = await addOrganization(dana, 'Acme Ltd');
  await command(dana, channel, '/endusers settings default role none');
  await command(dana, channel, '/endusers settings details in the channel');
  for (const [name, role] of [
    ['ada', 'admin'],
    ['eddi', 'edit'],
    ['vic', 'view'],
  ]) {
    expect(await command(dana, channel, `/endusers access grant @${name} ${role}`)).toContain('✅');
  }
  // No command grants outsiders a role, but they may have one from the time when they were members.
  const outsiders = people.filter(({ standing }) => standing === null);
  await db.insert(access).values(
    outsiders.map(({ name }) => ({
      workspaceId,
      memberId: fake.member(name).id,
      role: 'admin' as const,
      grantedBy: dana.id,
    })),
  );
  const cells = ['Zoe,zoe@acme.example,Clerk,Bath', 'Yan,yan@acme.example,,'];
  const two = cells.map((row) => `${organizationId},${row}\n`).join('');
  await applied(dana, await share(dana, channel, `customer_id,name,email,title,city\n${two}`));
  const { file, text } = await exported(dana, channel, '/endusers export all');
  exportName = file.name;
  zoe = /(\d+),Zoe/.exec(text)![1]!;
  await applied(dana, await share(dana, channel, `contact_id,title\n${zoe},Boss\n`));
  danasResult = await applied(dana, await share(dana, channel, csv()));
  danasImport = importOf(danasResult);
});

/** Each command, the least role that may use it, and its answer for that role. */
const commands = [
  ['help', 'none', /share a CSV file/],
  ['exprot all', 'none', /Did you mean/],
  ['export all', 'view', /Exporting the end users/],
  ['export', 'view', /Which organization/],
  ['export ACME private', 'view', /You'll get the file as a direct message/],
  ['template', 'view', /Writing a template/],
  ['template ACME', 'view', /Writing a template/],
  ['import', 'view', /Exporting the end users/],
  ['orgs', 'view', /Acme Ltd/],
  ['find zoe', 'view', /Zoe/],
  ['show ZOE', 'view', /Title: Boss/],
  // Answered with a form.
  ['add', 'edit', /^$/],
  ['add ACME', 'edit', /^$/],
  ['results', 'view', /import/i],
  ['downloads', 'view', /exports|exported/],
  ['undo 999999', 'edit', /There is no import/],
  ['redo 999999', 'edit', /There is no import/],
  ['undo', 'edit', /Which import/],
  ['org add Acme Ltd', 'admin', /Acme Ltd/],
  ['org add', 'admin', /name of the organization/],
  ['access', 'admin', /Slack admins and owners/],
  ['access grant @mia view', 'admin', /now has the view role/],
  ['access revoke @mia', 'admin', /no longer has the view role/],
  ['settings', 'admin', /default role/],
  ['settings default role none', 'admin', /is now none/],
  ['settings apply at onec', 'admin', /Did you mean/],
] as const;

/** The answer to a command. Closes the form if the command opens one. */
async function toldAt(them: Person, line: string): Promise<string> {
  const me = fake.member(them.name);
  const named = line.replace('ACME', String(organizationId)).replace('ZOE', zoe);
  const told = await command(me, them.where, `/endusers ${named}`);
  const form = me.modal();
  if (form) await me.closeView(form);
  return form ? told : told || 'nothing, and no form';
}

/** The buttons of an end user, and the least role for each. */
const endUserButtons = [
  ['show-end-user', 'view'],
  ['edit-end-user', 'edit'],
  ['add-end-user', 'edit'],
] as const;

/** Each menu of a plan, and an option that is not its default. */
const menus = [
  ['choose-unknown-ids', 'Create as new'],
  ['choose-look-alikes', 'Leave out'],
  ['choose-empty-cells', 'Keep current values'],
  ['choose-conflicts', 'Use the file'],
  ['choose-encoding', 'Baltic'],
] as const;

describe.each(people)('$who', (them) => {
  const driver = fake.member;

  beforeAll(async () => {
    await command(dana, channel, `/endusers settings default role ${them.defaultRole}`);
    return async () => void (await command(dana, channel, '/endusers settings default role none'));
  });

  it('gets answers to the permitted commands, and is denied at all others', async () => {
    const [theirs, others] = [true, false].map((is) =>
      commands.filter(([, needed]) => may(them, needed) === is),
    );
    for (const [line, , says] of theirs!) {
      const told = await toldAt(them, line);
      expect([line, told]).toEqual([line, expect.stringMatching(says)]);
      expect([line, told]).toEqual([line, expect.not.stringMatching(refused)]);
    }
    await changingNothing(async () => {
      for (const [line, needed] of others!) {
        const told = await toldAt(them, line);
        expect([line, told]).toEqual([line, expect.stringMatching(refused)]);
        expect(told).not.toMatch(/Zoe|Boss/);
        const why = them.standing === null ? "You can't use this app" : `You need the role ${needed}`;
        expect([line, told]).toEqual([line, expect.stringContaining(why)]);
      }
    });
  });

  it("may or may not undo and redo another member's import by command", async () => {
    for (const [what, done] of [
      ['undo', /^↩️ Undone/],
      ['redo', /^✅ Applied again/],
    ] as const) {
      const line = `/endusers ${what} ${danasImport}`;
      const told = () => command(driver(them.name), them.where, line);
      const ask = () => agreed(driver(them.name), them.where, line);
      if (!may(them, 'admin')) await changingNothing(async () => expect(await told()).toMatch(refused));
      else {
        expect(await ask()).toMatch(/^(Undoing|Applying) /);
        await fake.until(() => done.test(fake.now(danasResult)!.text), { what });
        await idle();
      }
    }
  });

  it('may or may not click the buttons of an end user', async () => {
    const me = driver(them.name);
    if (may(them, 'view')) {
      await command(me, them.where, '/endusers find zoe');
      const known = me.ephemerals().length;
      await me.click(me.ephemerals().at(-1)!, { text: 'Show' });
      const shown = await fake.until(() => me.ephemerals()[known], { what: 'an end user' });
      expect(shown.text).toContain('Title: Boss');
      if (may(them, 'edit')) await opensForm(shown, 'Edit');
      else expect(shown.text).not.toContain('[ Edit ]');
    }
    if (may(them, 'edit')) {
      fake.faults.add({ method: 'views.open', answer: { error: 'expired_trigger_id' } });
      expect(await command(me, them.where, '/endusers add')).toContain('open the form in time');
      await opensForm(me.ephemerals().at(-1)!, 'Open the form');
    }
    await command(dana, channel, '/endusers find zoe');
    const found = dana.ephemerals().at(-1)!;
    for (const [actionId, needed] of endUserButtons.filter(([, least]) => !may(them, least))) {
      await whenAnswered(() => dana.click(found, { text: 'Show' }));
      await changingNothing(async () => {
        // They don't see the button: the test makes up their click.
        const click = { memberId: me.id, actionId };
        const told = await whenAnswered(() => sendClick(fake, app.port, lastClick(fake), click));
        expect([actionId, told]).toEqual([actionId, expect.stringMatching(refused)]);
        if (them.standing !== null) expect(told).toContain(`You need the role ${needed}`);
        expect(told).not.toMatch(/Zoe|Boss/);
      });
    }
    expect(me.modal()).toBeUndefined();

    async function opensForm(message: Message, button: string): Promise<void> {
      await me.click(message, { text: button });
      const form = await fake.until(() => me.modal(), { what: `the form behind “${button}”` });
      await me.closeView(form);
    }

    /** The text that the app sends to the response URL. */
    async function whenAnswered(act: () => Promise<unknown>): Promise<string> {
      const known = fake.calls('response_url').length;
      await act();
      await fake.until(() => fake.calls('response_url').length > known, { what: 'an answer to a click' });
      return String(fake.calls('response_url').at(-1)!.args.text);
    }
  });

  it('may or may not click the buttons of a plan and choose in its menus', async () => {
    const rows = [`,${zoe},Zoe,zoe@acme.example,Chair,`, ',,Yan Yé,yan@acme.example,,', ',999999,Cy,,,'];
    const text = `customer_id,contact_id,name,email,title,city\n${rows.map((row) => `${organizationId}${row}\n`).join('')}`;
    const shared = await share(dana, them.where, Buffer.from(text, 'latin1'), { name: exportName });
    const shown = await answer(shared, /1 updated .* · 2 left out/);
    await idle();
    // Its problem file may have had it shown once more.
    const plan = fake.now(shown)!;
    const choose =
      ([actionId, option]: (typeof menus)[number]) =>
      () =>
        driver(them.name).select(plan, { actionId, option });
    const press = (button: string | RegExp) => () => driver(them.name).click(plan, { text: button });
    if (!may(them, 'edit')) {
      await changingNothing(async () => {
        for (const act of [press(/^Apply/), press('Cancel'), ...menus.map(choose)]) {
          expect(await privatelyTold(driver(them.name), act)).toMatch(refused);
        }
      });
      expect(fake.now(plan)).toEqual(plan);
      await dana.click(plan, { text: 'Cancel' });
      return;
    }
    for (const menu of menus) {
      await choose(menu)();
      await fake.until(() => fake.now(plan)?.text.includes(`[ ${menu[1]} ▾ ]`), { what: menu[1] });
      await idle();
    }
    await press('Cancel')();
    await fake.until(() => fake.now(plan)?.text.includes(`Canceled by <@${driver(them.name).id}>`));
    const another = await share(dana, them.where, csv());
    await applied(driver(them.name), another);
  });

  it("may or may not click “Undo” at another member's result", async () => {
    const result = await applied(dana, await share(dana, them.where, csv()));
    await idle();
    for (const [button, done] of [
      ['Undo', '↩️ Undone'],
      ['Redo', '✅ Applied again'],
    ] as const) {
      const press = () => driver(them.name).click(result, { text: button });
      if (!may(them, 'admin')) {
        await changingNothing(async () =>
          expect(await privatelyTold(driver(them.name), press)).toMatch(refused),
        );
        await dana.click(result, { text: button });
      } else await press();
      await fake.until(() => fake.now(result)?.text.includes(done), { what: done });
      await idle();
    }
  });

  it('may or may not import, apply, and undo a file of their own', async () => {
    const me = driver(them.name);
    if (may(them, 'edit')) {
      const result = await applied(me, await share(me, them.where, csv()));
      await idle();
      await me.click(result, { text: 'Undo' });
      await fake.until(() => fake.now(result)?.text.includes('↩️ Undone'));
      await idle();
      expect(await agreed(me, them.where, `/endusers redo ${importOf(result)}`)).toMatch(/^Applying /);
      await fake.until(() => fake.now(result)?.text.includes('✅ Applied again'));
      return;
    }
    const known = me.ephemerals().length;
    await changingNothing(async () => {
      const file = await share(me, them.where, csv());
      if (them.standing !== null)
        await fake.until(() => me.ephemerals().length > known, { what: 'a refusal' });
      await idle();
      expect(botsIn(file)).toEqual([]);
    });
    // Outsiders must not even learn that the bot reads files here.
    const told = me
      .ephemerals()
      .slice(known)
      .map(({ text }) => text);
    expect(told).toEqual(
      them.standing === null ? [] : [expect.stringContaining('You need the role edit to import end users')],
    );
  });

  it('is denied aloud when they mention the bot, and gets no answer about a file without end users', async () => {
    const me = driver(them.name);
    const known = me.ephemerals().length;
    const alien = await share(me, them.where, 'item,price\nPen,3\n');
    await idle();
    expect(botsIn(alien)).toEqual([]);
    expect(me.ephemerals()).toHaveLength(known);
    const ask = () => share(me, them.where, 'name\nFay\n', { text: `<@${bot}> please` });
    if (may(them, 'edit')) {
      const plan = await answer(await ask(), /1 new/);
      await me.click(plan, { text: 'Cancel' });
    } else if (them.name === 'helper') {
      const file = await ask();
      await idle();
      expect([...botsIn(file), ...me.ephemerals().slice(known)]).toEqual([]);
    } else {
      await changingNothing(async () => expect(await privatelyTold(me, ask)).toMatch(refused));
    }
  });
});

describe('a member who may not import', () => {
  const lee = fake.member('lee');

  it('is denied in a direct message, where every file is for the bot', async () => {
    const here = lee.directMessages();
    await changingNothing(async () => {
      expect(await privatelyTold(lee, () => share(lee, here, 'item\nPen\n'))).toMatch(refused);
    });
  });

  it('is denied in the thread of an export, where every file is for the bot', async () => {
    const { message } = await exported(dana, channel, '/endusers export all');
    await changingNothing(async () => {
      const text = await privatelyTold(lee, () =>
        share(lee, channel, 'name\nGus\n', { threadTs: message.ts }),
      );
      expect(text).toMatch(refused);
    });
    expect(lee.ephemerals().at(-1)?.threadTs).toBe(message.ts);
  });

  it('gets the help, like every member of the workspace', async () => {
    const asked = lee.post({ channel, text: `<@${bot}>` });
    await answer(asked, /share a CSV file/);
  });

  it('reads which members can grant the role, without those who left', async () => {
    const told = await command(lee, channel, '/endusers export all');
    expect(told).toContain('You need the role view');
    expect(told).toContain(`Ask <@${fake.member('ada').id}> for it.`);
  });

  it('is sent to the Slack admins when no member was granted the role admin', async () => {
    await command(dana, channel, '/endusers access revoke @ada');
    expect(await command(lee, channel, '/endusers export all')).toContain(
      'Ask a Slack admin or owner of this workspace for it.',
    );
    await command(dana, channel, '/endusers access grant @ada admin');
  });
});

describe('an import belongs to', () => {
  const eddi = fake.member('eddi');

  it.each([
    ['shared', eddi, dana],
    ['applied', dana, eddi],
  ])('to undo and redo when one %s it', async (_, sharing, applying) => {
    const result = await applied(applying, await share(sharing, channel, csv()));
    await idle();
    await eddi.click(result, { text: 'Undo' });
    await fake.until(() => fake.now(result)?.text.includes('↩️ Undone'), { what: 'the undo' });
    expect(await agreed(eddi, channel, `/endusers redo ${importOf(result)}`)).toMatch(/^Applying /);
    await fake.until(() => fake.now(result)?.text.includes('✅ Applied again'), { what: 'the redo' });
    await idle();
  });
});

describe('a role', () => {
  const mia = fake.member('mia');

  it('holds from the next click after it is granted until it is revoked', async () => {
    const plan = await answer(await share(dana, channel, csv()), /1 new/);
    await idle();
    const press = () => mia.click(plan, { text: /^Apply/ });
    expect(await privatelyTold(mia, press)).toMatch(refused);
    await command(dana, channel, '/endusers access grant @mia edit');
    await press();
    await fake.until(() => fake.now(plan)?.text.includes(`Applied by <@${mia.id}>`));
    await idle();
    await command(dana, channel, '/endusers access revoke @mia');
    // Even for their own import.
    expect(await privatelyTold(mia, () => mia.click(plan, { text: 'Undo' }))).toMatch(refused);
    expect(fake.now(plan)?.text).toContain('Applied by');
  });

  it('is the default role if none was granted', async () => {
    await command(dana, channel, '/endusers settings default role view');
    expect(await command(mia, channel, '/endusers orgs')).toContain('Acme Ltd');
    expect(await command(mia, channel, '/endusers org add Beta')).toMatch(refused);
    await command(dana, channel, '/endusers settings default role none');
    expect(await command(mia, channel, '/endusers orgs')).toMatch(refused);
  });

  it('ends within a minute when a member becomes a guest', async () => {
    await command(dana, channel, '/endusers access grant @mia admin');
    expect(await command(mia, channel, '/endusers orgs')).toContain('Acme Ltd');
    fake.changeMember('mia', { kind: 'guest' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 });
    try {
      expect(await command(mia, channel, '/endusers orgs')).toContain("You can't use this app");
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not hold for a member whom Slack does not show', async () => {
    const nora = fake.addMember({ name: 'nora' });
    fake.invite(channel, 'nora');
    fake.faults.add({
      method: 'users.info',
      when: ({ user }) => user === nora.id,
      answer: { error: 'user_not_found' },
    });
    expect(await command(fake.member('nora'), channel, '/endusers orgs')).toMatch(refused);
  });
});

it('a guest who writes the bot a direct message is denied there', async () => {
  const sam = fake.member('sam');
  const here = sam.directMessages();
  expect(await privatelyTold(sam, () => share(sam, here, csv()))).toMatch(refused);
  expect(await privatelyTold(sam, async () => sam.post({ channel: here, text: 'please?' }))).toMatch(refused);
});

it('a bot gets no answer, whatever it says', async () => {
  const helper = fake.member('helper');
  const known = helper.ephemerals().length;
  const said = helper.post({ channel, text: `<@${bot}> hello` });
  await idle();
  expect([...botsIn(said), ...helper.ephemerals().slice(known)]).toEqual([]);
});
