// The problem file with the rows that are left out, and what happens when it is fixed and shared again.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, exported, idle, postedFile, share } =
  await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

describe('the problem file', () => {
  it('has the rows as they were uploaded, in the columns of the file, with references and reasons', async () => {
    const file = `Customer ID;Full Name;E-Mail;Favourite\r\n${acme};"Núñez; Ana";nope;red\r\n${acme};Bo;bo@x.example;=1+1\r\n;" Cy ";cy@x.example;\r\n4711;Dee;;blue\r\n`;
    const shared = await share(dana, channel, file, { name: 'july people.csv' });
    await answer(shared, /2 new · 2 left out/);
    const problems = await postedFile(shared, /problems/);
    expect(problems.name).toBe('july people_problems.csv');
    const [id] = /\d+/.exec(await problems.text()) ?? [];
    expect(await problems.text()).toBe(
      `\uFEFFimport_ref,problem,Customer ID,Full Name,E-Mail,Favourite\r\n${id}-L2,"email ""nope"" is not a valid address",${acme},"Núñez; Ana",nope,red\r\n${id}-L5,organization 4711 doesn't exist,4711,Dee,,blue\r\n`,
    );
  });

  it('has all rows in their order, even if they are many', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `${acme},Person ${i},nope`);
    const shared = await share(dana, channel, `customer_id,name,email\n${rows.join('\n')}\n`);
    const problems = await postedFile(shared, /problems/);
    const names = (await problems.text()).match(/Person \d+/g);
    expect(names).toEqual(rows.map((_, i) => `Person ${i}`));
  });

  it('has no byte-order mark when it is plain ASCII', async () => {
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana,nope\n`);
    const problems = await postedFile(shared, /problems/);
    expect(await problems.text()).toMatch(/^import_ref,problem,customer_id,name,email\r\n/);
  });

  it('is posted once, in the thread of the shared file, and only if rows are left out', async () => {
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana,nope\n`);
    await postedFile(shared, /problems/);
    const clean = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    await answer(clean, /1 new/);
    await idle();
    expect(botsIn(shared).flatMap(({ files }) => files)).toHaveLength(1);
    expect(botsIn(clean).flatMap(({ files }) => files)).toHaveLength(0);
  });

  it('never contains a formula that a spreadsheet would run', async () => {
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},"=HYPERLINK(""x"")",@nope\n`);
    const problems = await postedFile(shared, /problems/);
    expect(await problems.text()).toContain(`"'=HYPERLINK(""x"")",'@nope`);
  });
});

describe('a problem file that is fixed and shared again', () => {
  async function fixed(name: string) {
    const shared = await share(
      dana,
      channel,
      `customer_id,name,email\n${acme},${name},nope\n${acme},${name} 2,\n`,
    );
    const text = await (await postedFile(shared, /problems/)).text();
    await applied(dana, shared);
    return { shared, text: text.replace(',nope\r\n', `,${name.toLowerCase()}@x.example\r\n`) };
  }

  it('imports exactly its rows, and changes nothing the second time', async () => {
    const { shared, text } = await fixed('Mia');
    const again = { name: 'people_problems.csv', threadTs: shared.ts };
    const first = await share(dana, channel, text, again);
    await answer(first, /1 new/);
    expect((await applied(dana, first)).text).toContain('1 created');
    const second = await share(dana, channel, text, again);
    const plan = await answer(second, /Nothing to change/);
    expect(plan.text).toContain('1 row matches the current data');
    const { text: all } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(all.match(/,Mia,/g)).toHaveLength(1);
  });

  it("goes to the organization that the first file's message named", async () => {
    await addOrganization(dana, 'Beta Inc');
    const file = 'name,email\nRae,nope\nRon,ron@x.example\n';
    const shared = await share(dana, channel, file, { text: `org ${acme}`, name: 'new people.csv' });
    const text = await (await postedFile(shared, /problems/)).text();
    await applied(dana, shared);
    const again = { name: 'new people_problems.csv', threadTs: shared.ts };
    const plan = await answer(
      await share(dana, channel, text.replace(',nope\r\n', ',rae@x.example\r\n'), again),
      /1 new/,
    );
    expect(plan.text).toContain('All in Acme Ltd');
    await dana.click(plan, { text: 'Cancel' });
  });

  it('updates the end user that a row created when the row is edited once more', async () => {
    const { shared, text } = await fixed('Noa');
    const more = { name: 'people_problems (1).csv', threadTs: shared.ts };
    await applied(dana, await share(dana, channel, text, more));
    const edited = await share(dana, channel, text.replace(',Noa,', ',Noa Levi,'), more);
    await answer(edited, /1 updated \(1 cell\)/);
    await applied(dana, edited);
    const { text: all } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(all.match(/,Noa( Levi)?,/g)).toEqual([',Noa Levi,']);
  });

  it('comes back with the references of the first file if the rows are still wrong', async () => {
    const { shared, text } = await fixed('Pia');
    const stillWrong = text.replace('pia@x.example', 'nope again');
    const second = await share(dana, channel, stillWrong, {
      name: 'people_problems.csv',
      threadTs: shared.ts,
    });
    const problems = await postedFile(second, /people_problems\.csv/);
    const reference = /\d+-L\d+/.exec(text)?.[0];
    expect(await problems.text()).toContain(`${reference},`);
    expect((await problems.text()).split('\r\n')[0]).toBe('import_ref,problem,customer_id,name,email');
  });
});
