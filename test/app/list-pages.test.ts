// Lists have pages, links that lead somewhere, and buttons for what a member may do with each entry.
import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../playground/block-kit.ts';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { startOver, transports } from './both-transports.ts';

describe.each(transports)('over %s', async (transport) => {
  const { fake, addOrganization, answer, applied, command, exported, idle, postedFile, share } =
    await startOver(transport);
  const dana = fake.member('dana');
  const lee = fake.member('lee');
  const channel = 'end-users';
  const organizations: number[] = [];
  for (let nth = 10; nth < 22; nth++) organizations.push(await addOrganization(dana, `Company ${nth}`));
  const [acme] = organizations;

  const list = async (member: Driver, line: string): Promise<Message> => {
    const text = await command(member, channel, line);
    return member.ephemerals().findLast((message) => message.text === text)!;
  };
  const turned = (message: Message, text: RegExp) =>
    fake.until(() => (text.test(fake.now(message)?.text ?? '') ? fake.now(message) : undefined), {
      what: `a list like ${text}`,
    });
  const nextReply = async (member: Driver, act: () => Promise<unknown>) => {
    const known = member.ephemerals().length;
    await act();
    return fake.until(() => member.ephemerals()[known], { what: 'a reply' });
  };
  const linksOf = (message: Message) => JSON.stringify(message.blocks).match(/https:[^"]*/g) ?? [];

  it('orgs: a page back and forth in place, and a file of one of them', async () => {
    const first = await list(dana, '/endusers orgs company');
    expect(first.text).toContain('12 organizations');
    expect(first.text).not.toMatch(/Company 20|Previous/);
    await dana.click(first, { text: 'Next' });
    const second = await turned(first, /12 organizations, page 2/);
    expect(second.text).toMatch(/Company 20.*\n.*Company 21/);
    expect(second.text).not.toMatch(/Company 19|\[ Next/);
    await dana.click(second, { text: 'Previous' });
    const again = await turned(first, /^12 organizations with/);
    const known = fake.messages(channel).length;
    await dana.click(again, { text: 'Export', value: `export ${acme}` });
    await fake.until(() => fake.messages(channel).slice(known).flatMap(fake.files)[0], { what: 'a file' });
    const template = await nextReply(dana, () => dana.click(again, { text: 'Template' }));
    expect(template.text).toContain('Writing a template for Company 10');
    await idle();
  });

  it('results: pages, links to threads and problem files, and the buttons of each state', async () => {
    const csv = `customer_id,name,email\n${acme},Ana,ana@a.example\n${acme},Bo,nope\n`;
    const shared = await share(dana, channel, csv, { name: 'first.csv' });
    const result = await applied(dana, shared);
    await postedFile(shared, /first_problems/);
    for (const name of ['2', '3', '4', '5', '6']) {
      const more = await share(dana, channel, `customer_id,name\n${acme},Cy ${name}\n`, {
        name: `${name}.csv`,
      });
      await answer(more, /1 new/);
    }
    await idle();
    const first = await list(dana, '/endusers results');
    expect(first.text.match(/open the plan/g)).toHaveLength(5);
    expect(first.text).not.toContain('first.csv');
    await dana.click(first, { text: 'Next' });
    const second = await turned(first, /Latest imports, page 2/);
    const ts = result.ts.replace('.', '');
    expect(linksOf(second).some((url) => url.includes(`/archives/${result.channel}/p${ts}?thread_ts=`))).toBe(
      true,
    );
    expect(linksOf(second).some((url) => url.includes('first_problems.csv'))).toBe(true);
    const detail = await nextReply(dana, () => dana.click(second, { text: 'Details' }));
    expect(detail.text).toMatch(/Import \d+ .*\n📄 first\.csv/);
    expect(detail.text).toContain('[ Undo ]');
    await dana.click(second, { text: 'Undo' });
    await answer(shared, /Undone by/);
    await idle();
    const page = await list(dana, '/endusers results');
    const [apply] = controlsOf(page.blocks).filter(({ label }) => label.startsWith('Apply'));
    expect(JSON.stringify(apply?.element)).toContain('6.csv: 1 new. The plan itself is in its thread');
    expect(apply?.element).not.toHaveProperty('style');
    const [details] = controlsOf(page.blocks).filter(({ label }) => label === 'Details');
    expect(details?.element).toMatchObject({ style: 'primary' });
    await dana.click(page, { text: /^Apply/ });
    await dana.click(page, {
      text: 'Cancel',
      value: (apply!.element.value as string).replace(/^\d+/, (id) => String(Number(id) - 1)),
    });
    await idle();
    const after = await list(dana, '/endusers results');
    expect(after.text).toMatch(/1 created.*6\.csv/);
    expect(after.text).toMatch(/canceled.*5\.csv/);
  });

  it.runIf(transport === 'HTTP')('results: who may only look gets no buttons that do something', async () => {
    await command(dana, channel, '/endusers settings default role view');
    const seen = await list(lee, '/endusers results');
    expect(seen.text).toContain('[ Details ]');
    expect(seen.text).not.toMatch(/\[ (Apply|Cancel|Undo|Redo)/);
    const found = await list(lee, '/endusers find cy');
    expect(found.text).not.toContain('[ Edit ]');
    await command(dana, channel, '/endusers settings default role none');
    const denied = await nextReply(lee, () => lee.click(seen, { text: 'Next' })).catch(() => fake.now(seen)!);
    expect(denied.text).toContain('You need the role view');
    await command(dana, channel, '/endusers settings default role edit');
  });

  it.runIf(transport === 'HTTP')('find: pages of a search, and the form of one end user', async () => {
    const rows = Array.from({ length: 11 }, (_, nth) => `${acme},Dee ${nth}`);
    await applied(dana, await share(dana, channel, `customer_id,name\n${rows.join('\n')}\n`));
    await idle();
    const first = await list(dana, '/endusers find dee');
    await dana.click(first, { text: 'Next' });
    const second = await turned(first, /11 end users, page 2 with “dee”\n• Dee 10/);
    await dana.click(second, { text: 'Edit' });
    const form = await fake.until(() => dana.modal(), { what: 'the form' });
    await dana.closeView(form);
  });

  it.runIf(transport === 'HTTP')('downloads: pages, and links to the files and their threads', async () => {
    const { message, file } = await exported(dana, channel, '/endusers export all');
    const hidden = await exported(lee, channel, '/endusers export all private', lee.directMessages());
    for (let nth = 0; nth < 9; nth++) await exported(dana, channel, '/endusers export all');
    const first = await list(dana, '/endusers downloads');
    expect(linksOf(first).join()).not.toContain(file.name);
    await dana.click(first, { text: 'Next' });
    const second = await turned(first, /Latest exports, page 2/);
    const links = linksOf(second);
    expect(links.some((url) => url.endsWith(`/${file.name}`))).toBe(true);
    expect(
      links.some((url) => url.includes(`/archives/${message.channel}/p${message.ts.replace('.', '')}`)),
    ).toBe(true);
    expect(JSON.stringify(first.blocks)).not.toContain(`/archives/${hidden.message.channel}`);
  });

  it.runIf(transport === 'HTTP')(
    'access: pages, and a role that is changed or revoked with a click',
    async () => {
      for (let nth = 0; nth < 8; nth++) {
        fake.addMember({ name: `member${nth}` });
        await command(dana, channel, `/endusers access grant @member${nth} view`);
      }
      await command(dana, channel, '/endusers access grant @lee view');
      const first = await list(dana, '/endusers access');
      await dana.click(first, { text: 'Next' });
      await turned(first, /9 members have granted roles, page 2/);
      await dana.click(first, { text: 'Previous' });
      const again = await turned(first, /^9 members have granted roles\n/);
      const made = await nextReply(dana, () =>
        dana.click(again, { text: 'Make edit', value: `access grant <@${lee.id}> edit` }),
      );
      expect(made.text).toContain('now has the edit role');
      const revoked = await nextReply(dana, () =>
        dana.click(again, { text: 'Revoke', value: `access revoke <@${lee.id}>` }),
      );
      expect(revoked.text).toContain('no longer has the edit role');
    },
  );
});
