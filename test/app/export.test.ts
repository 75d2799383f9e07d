// Exports by command: where the file goes, its name, and its content, byte for byte.
import { describe, expect, it } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, share } =
  await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const header = `${columnNames.join(',')}\r\n`;
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta & Söhne / “Süd”');
const gamma = await addOrganization(dana, 'Gamma');

const time = String.raw`\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d`;

describe('the content of the file', () => {
  it('is only the header when there are no end users', async () => {
    const { text, message } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(text).toBe(header);
    expect(message.text).toContain('No end users yet in Acme Ltd');
  });

  it('has a column for each custom field, when asked for with custom', async () => {
    const delta = await addOrganization(dana, 'Delta');
    const csv = 'name,custom: Dept\nVal,Ops\n';
    await applied(dana, await share(dana, channel, csv, { text: `org ${delta}` }));
    const { text, message } = await exported(dana, channel, `/endusers export ${delta} with custom`);
    expect(text).toMatch(/^customer_id,.*,custom_fields,custom: Dept\r\n.*,Val,.*,Ops\r\n$/);
    // What comes back without an edit changes nothing.
    const back = await share(dana, channel, text, { threadTs: message.ts });
    await answer(back, /Nothing to change/);
  });

  it('has every column in its order, CRLF, quotes where they are needed, and no formula', async () => {
    await applied(
      dana,
      await share(
        dana,
        channel,
        [
          columnNames.join(','),
          `${acme},,"Ana ""A"" Lee",=cmd,ana@acme.example,+1 555,x330,-5,"1 Main St, Flat 2",,Boston,@MA,02134,"Line 1\nLine 2",'Bo,"a@x.example; b@x.example",yes,N,,-42,"{""Badge"":""12""}"`,
        ].join('\n'),
      ),
    );
    const { text, file } = await exported(dana, channel, `/endusers export ${acme}`);
    const [, id] = /^\d+,(\d+),/m.exec(text) ?? [];
    expect(text).toBe(
      `${header}${acme},${id},"Ana ""A"" Lee",'=cmd,ana@acme.example,'+1 555,x330,'-5,"1 Main St, Flat 2",,Boston,'@MA,02134,"Line 1\nLine 2",'Bo,"a@x.example; b@x.example",true,false,,'-42,"{""Badge"": ""12""}"\r\n`,
    );
    expect(file.size).toBe(Buffer.byteLength(text));
  });

  it('begins with a byte-order mark only if a character is not ASCII', async () => {
    await applied(dana, await share(dana, channel, `customer_id,name\n${beta},Jörg\n`));
    const { text } = await exported(dana, channel, `/endusers export ${beta}`);
    expect(text.startsWith(`\uFEFF${header}`)).toBe(true);
    expect((await exported(dana, channel, `/endusers export ${acme}`)).text.startsWith(header)).toBe(true);
  });

  it('has the end users of the requested organization, or of all organizations', async () => {
    const one = await exported(dana, channel, `/endusers export ${beta}`);
    expect(one.text).toContain('Jörg');
    expect(one.text).not.toContain('Lee');
    const all = await exported(dana, channel, '/endusers export all');
    expect(all.text).toContain('Jörg');
    expect(all.text).toContain('Lee');
    expect(all.message.text).toContain('3 end users of all organizations');
  });
});

describe('the name of the file', () => {
  it('has the name of the organization and the time in UTC', async () => {
    const before = new Date().toISOString().slice(0, 10).replaceAll('-', '_');
    const { file } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(file.name).toMatch(new RegExp(`^Acme_Ltd_${time}\\.csv$`));
    expect(file.name).toContain(before);
    const other = await exported(dana, channel, `/endusers export ${beta}`);
    expect(other.file.name).toMatch(new RegExp(`^Beta_Söhne_Süd_${time}\\.csv$`));
  });

  it('is unique, even among files that are written at the same time', async () => {
    const bot = fake.app().botUserId;
    const files = () =>
      fake
        .messages('private-desk')
        .filter(({ user }) => user === bot)
        .flatMap(fake.files);
    for (let round = 0; round < 4; round++) {
      await Promise.all([1, 2, 3, 4].map(() => command(dana, 'private-desk', `/endusers export ${gamma}`)));
    }
    await fake.until(() => files().length === 16);
    expect(new Set(files().map(({ name }) => name)).size).toBe(16);
  });

  it('starts with the workspace when all organizations are exported', async () => {
    const { file } = await exported(dana, channel, '/endusers export all');
    expect(file.name).toMatch(new RegExp(`^${fake.app().teamId}_${time}\\.csv$`));
  });
});

describe('an organization', () => {
  it.each(['/endusers export "Acme Ltd"', '/endusers export acme ltd', '/endusers export org 1'])(
    'can be named by %s',
    async (line) => {
      expect((await exported(dana, channel, line)).file.name).toMatch(/^Acme_Ltd_/);
    },
  );

  it('that does not exist gets suggestions of the nearest ones, and nothing is exported', async () => {
    const before = fake.messages(channel).length;
    expect(await command(dana, channel, '/endusers export acne ltd')).toMatch(/Did you mean[\s\S]*Acme Ltd/);
    expect(await command(dana, channel, '/endusers export beta')).toMatch(
      /Did you mean[\s\S]*Beta &amp; Söhne/,
    );
    expect(await command(dana, channel, '/endusers export Quux')).toContain(
      'There is no organization named “Quux”',
    );
    expect(await command(dana, channel, '/endusers export 4711')).toContain(
      'no organization with the id `4711`',
    );
    expect(await command(dana, channel, '/endusers export')).toContain('Which organization?');
    await idle();
    expect(fake.messages(channel)).toHaveLength(before);
  });
});

describe('the file goes to', () => {
  const members = ['dana', fake.app().botUserId];
  fake.addChannel({ name: 'soon-shared', members, pendingWith: ['T0PARTNER'] });

  it('a thread of the channel, with the member who asked, and how to share it back', async () => {
    const { message } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(message.text).toContain(`requested by <@${dana.id}>`);
    const [withFile] = botsIn(message);
    expect(withFile?.text).toContain('share it in this thread');
    expect(botsIn(message)).toHaveLength(1);
  });

  it.each([
    ['when asked for privately', 'end-users', 'private', "You'll get the file as a direct message"],
    ['in a channel without the bot', 'random', '', "I'm not in this channel"],
    ['in a channel shared with another company', 'with-partner', '', 'shared with another company'],
    ['in a channel to which another company was invited', 'soon-shared', '', 'shared with another company'],
  ])('direct messages, %s', async (_, where, word, answer) => {
    const before = fake.messages(where).length;
    const line = `/endusers export ${acme} ${word}`;
    expect(await command(dana, where, line)).toContain(answer);
    const { text, message } = await exported(dana, where, line, dana.directMessages());
    expect(text).toContain('Lee');
    expect(message.text).not.toContain('requested by');
    await idle();
    expect(fake.messages(where)).toHaveLength(before);
  });

  it('direct messages with the bot, when asked for there', async () => {
    const { text } = await exported(dana, dana.directMessages(), `/endusers export ${acme}`);
    expect(text).toContain('Lee');
  });

  it('direct messages, when asked for in a group message, which the bot can not see', async () => {
    const group = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', 'mia'] });
    const { text } = await exported(dana, group.id, `/endusers export ${acme}`, dana.directMessages());
    expect(text).toContain('Lee');
    expect(fake.messages(group.id)).toEqual([]);
  });

  it('direct messages, when asked for in a private channel without the bot', async () => {
    const both = fake.addChannel({ kind: 'private', members: ['dana', 'lee'] });
    const { text } = await exported(dana, both.id, `/endusers export ${acme}`, dana.directMessages());
    expect(text).toContain('Lee');
  });
});

describe('a template', () => {
  it('has the header, and an end user of the organization as an example', async () => {
    await applied(dana, await share(dana, channel, `customer_id,name\n${acme},Second\n`));
    const { text, message } = await exported(dana, channel, `/endusers template ${acme}`);
    expect(text.startsWith(header)).toBe(true);
    expect(text).toContain('Lee');
    expect(text).not.toContain('Second');
    const [, example] = text.split('\r\n');
    // Without the id of the end user whom it shows, typing over it can't change them.
    expect(example).toMatch(new RegExp(`^${acme},,`));
    expect(message.text).toContain('Template for Acme Ltd');
    expect(botsIn(message)[0]?.text).toContain('The row in this file is an example');
  });

  it('has only the header when there are no end users', async () => {
    const { text, message } = await exported(dana, channel, `/endusers template ${gamma}`);
    expect(text).toBe(header);
    expect(botsIn(message)[0]?.text).not.toContain('example');
  });

  it('without an organization has an end user of any organization as an example', async () => {
    const { text, file } = await exported(dana, channel, '/endusers template');
    expect(text.trimEnd().split('\r\n').length).toBeGreaterThan(1);
    expect(file.name.startsWith(fake.app().teamId)).toBe(true);
    expect(file.name).toMatch(/_\d{4}(_\d\d){5}_template\.csv$/);
  });

  it('filled in and shared in its thread, creates end users in its organization', async () => {
    const { message } = await exported(dana, channel, `/endusers template ${gamma}`);
    const filled = `${header}${',,Zoe'.padEnd(21, ',')}\r\n`;
    const result = await applied(dana, await share(dana, channel, filled, { threadTs: message.ts }));
    expect(result.text).toContain('All in Gamma');
  });
});

describe('the import command', () => {
  it('posts an export to edit, and says how to share it back', async () => {
    const { text, message } = await exported(dana, channel, `/endusers import ${acme}`);
    expect(text).toContain('Lee');
    expect(botsIn(message)[0]?.text).toMatch(/1\. Edit the cells[\s\S]*Share it in this thread/);
    const all = await exported(dana, channel, '/endusers import');
    expect(all.text).toContain('Jörg');
  });
});
