// Lists: results of imports, downloads, the help, and suggestions for mistyped commands.
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/slack/commands/commands.ts';
import { startTestApp } from './running-app.ts';

const { fake, idle, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const type = (line: string) => command(dana, channel, line);

describe('before the first import and export', () => {
  it('the lists of results and downloads say what to do', async () => {
    expect(await type('/endusers results')).toContain('Nothing has been imported yet');
    expect(await type('/endusers downloads')).toContain('Nothing has been exported yet');
  });
});

describe('the results', () => {
  let number: string;
  let acme: number;
  beforeAll(async () => {
    acme = await addOrganization(dana, 'Acme Ltd');
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana,\n${acme},Bo,nope\n`, {
      name: 'july.csv',
    });
    const result = await applied(fake.member('lee'), shared);
    number = /import (\d+)/.exec(result.text)![1]!;
    await answer(
      await share(dana, channel, 'customer_id,name\n', { name: 'empty.csv' }),
      /can't be imported/,
    );
    const waiting = await share(dana, channel, `customer_id,name\n${acme},Cy\n`, { name: 'waiting.csv' });
    await answer(waiting, /1 new/);
    await share(dana, channel, 'date,amount\n1,2\n', { name: 'sales.csv' });
    await idle();
  });

  it('list the latest imports, the newest first, without files that were ignored', async () => {
    const list = await type('/endusers results');
    const order = ['waiting.csv', 'empty.csv', 'july.csv'].map((name) => list.indexOf(name));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(list).toContain('✅ 1 created');
    expect(list).toContain('🚫 refused');
    expect(list).toContain('⏳ waiting for approval');
    expect(list).not.toContain('sales.csv');
  });

  it('show one import in detail', async () => {
    for (const line of [`/endusers results ${number}`, `/endusers results import #${number}`]) {
      const detail = await type(line);
      expect(detail).toContain('july.csv');
      expect(detail).toContain(`shared by <@${dana.id}>`);
      expect(detail).toContain(`Applied by <@${fake.member('lee').id}>`);
      expect(detail).toContain('line 3: email "nope" is not a valid address');
    }
  });

  it('find no import with an unknown id', async () => {
    expect(await type('/endusers results 4711')).toContain('There is no import `4711`');
  });
});

describe('the downloads', () => {
  it('list the exported files, the newest first', async () => {
    const first = await exported(dana, channel, '/endusers export "Acme Ltd"');
    const second = await exported(dana, channel, '/endusers export all private', dana.directMessages());
    const list = await type('/endusers downloads');
    expect(list.indexOf(second.file.name)).toBeGreaterThan(0);
    expect(list.indexOf(first.file.name)).toBeGreaterThan(list.indexOf(second.file.name));
    expect(list).toContain(`<@${dana.id}>`);
    await dana.click(dana.ephemerals().at(-1)!, { text: 'Export again' });
    const accepted = await fake.until(() => {
      const latest = dana.ephemerals().at(-1);
      return latest?.text.includes('Exporting') ? latest : undefined;
    });
    expect(accepted.text).toContain('the end users of all organizations');
  });
});

describe('the help', () => {
  it('names every command', async () => {
    for (const line of ['/endusers help', '/endusers  HELP ', '/endusers ?']) {
      const help = await type(line);
      for (const { name } of commands) expect(help).toContain(`/endusers ${name}`);
    }
  });

  it('suggests the nearest command for a mistyped one', async () => {
    expect(await type('/endusers exprot 12')).toContain('/endusers export 12');
    const lost = await type('/endusers sing me a song');
    expect(lost).toContain('sing me a song');
    expect(lost).toContain('/endusers help');
  });

  it('is visible only to the member who asked', async () => {
    const before = fake.messages(channel).length;
    await type('/endusers help');
    expect(fake.messages(channel)).toHaveLength(before);
    expect(fake.ephemerals('lee')).toEqual([]);
  });
});

describe('the organizations', () => {
  it('have a button to add one, for whoever may', async () => {
    await type('/endusers orgs');
    await dana.click(dana.ephemerals().at(-1)!, { text: 'Add organization…' });
    await fake.until(() => dana.ephemerals().at(-1)?.text.includes('What is the name of the organization?'));
    await command(fake.member('lee'), channel, '/endusers orgs');
    expect(JSON.stringify(fake.member('lee').ephemerals().at(-1)!.blocks)).not.toContain('Add organization');
  });
});
