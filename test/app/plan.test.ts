// The plan of a shared file, and what applying it does to the end users.
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta & Söhne');

/** One column of an organization's export, by the names of the end users: `{ Ana: 'CTO' }`. */
async function column(name: string, organization: number): Promise<Record<string, string>> {
  const { text } = await exported(dana, channel, `/endusers export ${organization}`);
  const [header = '', ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  const at = header.split(',').indexOf(name);
  return Object.fromEntries(lines.map((line) => [line.split(',')[2]!, line.split(',')[at]!]));
}

describe('a file of many kinds of rows', () => {
  let ids: Record<string, string>;
  beforeAll(async () => {
    await applied(
      dana,
      await share(
        dana,
        channel,
        `customer_id,name,title,phone\n${acme},Ana,Engineer,01\n${acme},Bo,Clerk,02\n${acme},Cy,Cook,03\n`,
      ),
    );
    ids = await column('contact_id', acme);
  });

  it('is counted by rows: created, updated with the number of cells, unchanged, and left out', async () => {
    const file = [
      'customer_id,contact_id,name,title,phone,email',
      `${acme},${ids.Ana},Ana,CTO,0099,ana@acme.example`,
      `${acme},${ids.Bo},Bo,Clerk,02,`,
      `${acme},,Dee,Cook,04,`,
      `${acme},,Eve,,,nope`,
      '999,,Fay,,,',
      `${beta},${ids.Cy},Cy,,,`,
      `${acme},4711,Gil,,,`,
      `${acme},,,,,`,
    ].join('\n');
    const shared = await share(dana, channel, file);
    const plan = await answer(shared, /1 new/);
    expect(plan.text).toContain('1 new · 1 updated (3 cells) · 1 unchanged · 5 left out');
    expect(plan.text).toContain('Apply to 2 end users');
    expect(fake.text(plan)).toMatch(/Ana · \d+ +│ title +│ Engineer +│ CTO/);
    for (const reason of [
      'line 5: email "nope" is not a valid address',
      "line 6: organization 999 doesn't exist",
      `line 7: contact_id ${ids.Cy} belongs to organization ${acme}, not to ${beta}`,
      "line 8: contact_id 4711 doesn't exist in this workspace",
      'line 9: only ids are filled in',
    ]) {
      expect(plan.text).toContain(reason);
    }
    const result = await applied(dana, shared);
    expect(result.text).toContain('1 created · 1 updated (3 cells)');
    expect(result.text).toContain('5 left out');
    expect(await column('title', acme)).toEqual({ Ana: 'CTO', Bo: 'Clerk', Cy: 'Cook', Dee: 'Cook' });
    expect((await column('phone', acme)).Ana).toBe('0099');
  });

  it('that changes nothing is answered with that, and has nothing to apply', async () => {
    const shared = await share(
      dana,
      channel,
      `contact_id,name,title\n${ids.Bo},Bo,Clerk\n${ids.Cy},Cy,Cook\n`,
    );
    const plan = await answer(shared, /Nothing to change/);
    expect(plan.text).toContain('2 rows match the current data');
    await expect(dana.click(plan, { text: /Apply/ })).rejects.toThrow('There is no button');
  });

  it('without a row that can be imported is answered with that, and has nothing to apply', async () => {
    const shared = await share(dana, channel, `customer_id,email\n${acme},nope\n999,no@one.example\n`);
    const plan = await answer(shared, /Nothing to apply/);
    expect(plan.text).toContain('Both rows are left out');
    await expect(dana.click(plan, { text: /Apply/ })).rejects.toThrow('There is no button');
  });
});

describe('a file of several organizations', () => {
  it('is counted by organization, and imported into each', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${beta},Hal\n${acme},Ivy\n${beta},Jo\n`);
    const plan = await answer(shared, /3 new/);
    expect(plan.text).toContain('Beta &amp; Söhne 2 new · Acme Ltd 1 new');
    await applied(dana, shared);
    expect(Object.keys(await column('name', beta))).toEqual(['Hal', 'Jo']);
    expect(Object.keys(await column('name', acme))).toContain('Ivy');
  });
});

describe('columns', () => {
  it('may have any order, and the names that other programs use', async () => {
    const shared = await share(
      dana,
      channel,
      `Job Title,E-Mail,Last Name,First Name,Organization ID,Zip Code\nCTO,kim@acme.example,Lee,Kim,${acme},02134\n`,
    );
    const plan = await answer(shared, /1 new/);
    expect(plan.text).not.toContain('not read');
    await applied(dana, shared);
    expect((await column('zip', acme))['Kim Lee']).toBe('02134');
    expect((await column('title', acme))['Kim Lee']).toBe('CTO');
  });

  it('with unknown names are listed, with the nearest known name', async () => {
    const shared = await share(
      dana,
      channel,
      `customer_id,name,titel_x,Favourite Colour\n${acme},Lu,Cook,red\n`,
    );
    const plan = await answer(shared, /1 new/);
    expect(plan.text).toMatch(/not read: .*titel_x.* \(did you mean .*title.*\).*Favourite Colour/);
  });

  it('that are missing change nothing, and an empty cell keeps the current value', async () => {
    await applied(dana, await share(dana, channel, `customer_id,name,title,city\n${acme},Mo,Cook,Boston\n`));
    const id = (await column('contact_id', acme)).Mo;
    const shared = await share(dana, channel, `contact_id,title,city\n${id},,Leeds\n`);
    expect((await answer(shared, /1 updated/)).text).toContain('1 updated (1 cell)');
    await applied(dana, shared);
    expect((await column('title', acme)).Mo).toBe('Cook');
    expect((await column('city', acme)).Mo).toBe('Leeds');
    expect((await column('name', acme)).Mo).toBe('Mo');
  });

  it('that occur twice are read where the better one is empty, and the plan says so', async () => {
    const file = `customer_id,email,E-Mail address\n${acme},a@x.example,b@x.example\n${acme},,c@x.example\n`;
    const { text } = await answer(await share(dana, channel, file), /2 new/);
    expect(text).toMatch(/not read: .*E-Mail address.*only where .*email.* is empty; 1 row differs/);
    expect(text).toContain('c@x.example');
  });
});

describe('a plan warns about', () => {
  it('new rows with the email address of an existing end user', async () => {
    await applied(dana, await share(dana, channel, `customer_id,name,email\n${acme},Ned,ned@acme.example\n`));
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ned K.,NED@acme.example\n`);
    const { text } = await answer(shared, /Nothing to apply/);
    expect(text).toContain('1 new row looks like an end user you already have');
  });

  it('a file that was applied before', async () => {
    const file = `customer_id,name\n${acme},Only Once\n`;
    const first = await applied(dana, await share(dana, channel, file));
    const number = /import (\d+)/.exec(first.text)?.[1];
    const again = await answer(await share(dana, channel, file), /1 new/);
    expect(again.text).toContain(`already applied, as import ${number}`);
  });

  it('no earlier import that was canceled', async () => {
    const file = `customer_id,name\n${acme},Never Applied\n`;
    const plan = await answer(await share(dana, channel, file), /1 new/);
    await dana.click(plan, { text: 'Cancel' });
    const again = await answer(await share(dana, channel, file), /1 new/);
    expect(again.text).not.toContain('applied before');
    expect(await command(dana, channel, '/endusers results')).toContain('canceled');
  });
});
