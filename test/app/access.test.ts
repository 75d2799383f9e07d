// `/endusers access` and `/endusers settings`: the roles of members, and the settings of the workspace.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, command, exported } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const type = (line: string) => command(dana, channel, `/endusers ${line}`);
const at = (name: string) => `<@${fake.member(name).id}>`;

describe('/endusers access', () => {
  it('shows the default role while no member was granted a role', async () => {
    const text = await type('access');
    expect(text).toContain('No one has been granted a role.');
    expect(text).toContain('All other members: edit');
    expect(text).toContain('Slack admins and owners of the workspace: admin');
  });

  it('lists the granted roles, the most powerful first', async () => {
    expect(await type('access grant @lee view')).toContain(
      `${at('lee')} now has the view role and can export`,
    );
    expect(await type('access grant @mia admin')).toContain(
      `${at('mia')} now has the admin role and can do everything`,
    );
    const lines = (await type('access')).split('\n');
    expect(lines[0]).toContain('2 members have granted roles');
    expect(lines.slice(1, 3)).toEqual([
      expect.stringContaining(`${at('mia')} · admin`),
      expect.stringContaining(`${at('lee')} · view`),
    ]);
    fake.addMember({ name: 'nia' });
    await type('access grant @nia edit');
    expect(await type('access')).toContain(`${at('nia')} · edit`);
  });

  it('says that a role is less than the default role', async () => {
    fake.addMember({ name: 'kai' });
    expect(await type('access grant @kai view')).toContain('less than the default role, edit');
    expect(await type('access grant @kai edit')).not.toContain('less than');
    await type('access revoke @kai');
  });

  it('names the roles where something else was typed, and suggests the one that was meant', async () => {
    const text = await type('access grant @lee editor');
    expect(text).toMatch(/^`editor` is no role\. Nothing was changed\.\n`view` can export/);
    expect(text).toContain('Did you mean `/endusers access grant @lee edit`?');
    const boss = await type('access grant @lee boss');
    expect(boss).toContain('`boss` is no role.');
    expect(boss).not.toContain('Did you mean');
  });

  it('asks before it makes an admin or revokes a role, and says what changes', async () => {
    const { message } = await dana.command(channel, '/endusers access');
    const asked = JSON.stringify(message?.blocks);
    expect(asked).toContain('They have the role “view” now. Admins can do everything');
    expect(asked).toContain('Revoke the role “view”?');
    expect(asked).toContain('The member then has the default role, “edit”.');
  });

  it('replaces a role with another', async () => {
    await type('access grant @lee edit');
    const text = await type('access');
    expect(text).toContain(`${at('lee')} · edit`);
    expect(text).not.toContain(`${at('lee')} · view`);
  });

  it('revokes a role, once', async () => {
    const text = await type('access revoke @lee');
    expect(text).toContain(`${at('lee')} no longer has the edit role.`);
    expect(text).toContain('now has the default role: edit.');
    expect(await type('access revoke @lee')).toContain('was not granted any role. Nothing was changed.');
  });

  it('says that a Slack admin stays an admin, whatever is granted or revoked', async () => {
    const stays = 'is always an admin here';
    expect(await type('access grant @olga view')).toContain(stays);
    expect(await command(fake.member('olga'), channel, '/endusers settings')).toContain('default role');
    expect(await type('access revoke @olga')).toContain(stays);
  });

  it('lets admins revoke their own role, even the last one that was granted', async () => {
    const mia = fake.member('mia');
    expect(await command(mia, channel, '/endusers access revoke @mia')).toContain(
      'no longer has the admin role',
    );
    expect(await command(mia, channel, '/endusers access')).toContain('You need the role admin');
  });

  it.each([
    ['sam', 'is a guest'],
    ['gus', 'is a guest'],
    ['helper', 'is a bot'],
    ['endusers', 'is a bot'],
    ['rosa', 'is deactivated'],
    ['pat', "isn't a member of this workspace"],
  ])('grants nothing to %s, who %s', async (name, why) => {
    const before = await type('access');
    const text = await type(`access grant @${name} view`);
    expect(text).toContain(why);
    expect(text).toContain('Nothing was granted');
    expect(await type('access')).toBe(before);
  });

  it('does not guess the member when Slack did not turn the name into a mention', async () => {
    for (const line of ['access grant @nobody view', 'access revoke @nobody']) {
      const text = await type(line);
      expect(text).toContain("I can't tell who `@nobody` is. Nothing was changed.");
      expect(text).toContain("pick the member from Slack's list");
      expect(text).toContain(`/endusers ${line.replace(/@.*/, '@member')}`);
    }
  });

  it('suggests the nearest role, and asks for missing words', async () => {
    expect(await type('access grant @lee edti')).toContain(
      'Did you mean `/endusers access grant @lee edit`?',
    );
    expect(await type('access grnt @lee edit')).toContain('Did you mean `/endusers access grant @lee edit`?');
    expect(await type('access grant @lee')).toContain('which role: `view`, `edit`, or `admin`?');
    expect(await type('access revoke')).toContain('From which member?');
  });
});

describe('/endusers settings', () => {
  it('lists names, values, and meanings', async () => {
    const text = await type('settings');
    expect(text).toMatch(/`apply` after approval – .+\(after approval · at once\)/);
    expect(text).toMatch(/`default role` edit – .+\(none · view · edit\)/);
    expect(text).toMatch(/`business name` not set – /);
  });

  it('sets each setting, in the ways in which people type it', async () => {
    expect(await type('settings Apply: At Once')).toContain('`apply` is now at once');
    expect(await type('settings apply = after approval')).toContain('`apply` is now after approval');
    expect(await type('settings default role "view"')).toContain('`default role` is now view');
    expect(await type('settings')).toContain('`default role` view');
    expect(await command(lee, channel, '/endusers import')).not.toContain('You need the role');
  });

  it('starts the names of files of all organizations with the business name', async () => {
    await addOrganization(dana, 'Acme Ltd');
    expect(await type('settings business name Harbor & Support')).toContain(
      '`business name` is now Harbor &amp; Support',
    );
    expect((await exported(dana, channel, '/endusers export all')).file.name).toMatch(
      /^Harbor_Support_\d{4}_/,
    );
    expect(await type('settings business name ""')).toContain('`business name` is now not set');
    expect((await exported(dana, channel, '/endusers export all')).file.name).toMatch(/^T0HARBOR1_\d{4}_/);
  });

  it.each([
    ['settings aply at once', 'Did you mean `/endusers settings apply at once`?'],
    ['settings defualt role edit', 'Did you mean `/endusers settings default role edit`?'],
    ['settings apply at onec', 'Did you mean `/endusers settings apply at once`?'],
    ['settings apply', '`apply` can be `after approval` or `at once`.'],
    ['settings default role admin', '`default role` can be `none`, `view`, or `edit`.'],
    ['settings colour blue', 'There is no setting `colour blue`'],
    [`settings business name ${'x'.repeat(51)}`, 'up to 50 characters'],
  ])('changes nothing for "%s", and shows the right way to type it', async (line, says) => {
    const before = await type('settings');
    expect(await type(line)).toContain(says);
    expect(await type('settings')).toBe(before);
  });
});
