// “Show them” on a result lists the end users whom the import created and changed.
import { describe, expect, it } from 'vitest';
import { startOver, transports } from './both-transports.ts';

describe.each(transports)('over %s', async (transport) => {
  const { fake, addOrganization, answer, applied, command, exported, idle, privately, share } =
    await startOver(transport);
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');

  it('with pages, and a button that shows each of them', async () => {
    await applied(dana, await share(dana, channel, `customer_id,name\n${acme},Bo\n${acme},Cy\n`));
    await idle();
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    const idOf = (name: string) => new RegExp(`(\\d+),${name},`).exec(text)![1]!;
    const created = Array.from({ length: 10 }, (_, nth) => `${acme},,Dee ${nth + 10},,`);
    const changed = [`${acme},${idOf('Bo')},Bo,Chief,555 0101`, `${acme},${idOf('Cy')},Cy,Clerk,`];
    const csv = `customer_id,contact_id,name,title,phone\n${[...created, ...changed].join('\n')}\n`;
    const shared = await share(dana, channel, csv);
    const result = await applied(dana, shared);
    expect(result.text).toContain('[ Show them ]');
    const number = /import (\d+)/.exec(result.text)![1]!;
    await dana.click(result, { text: 'Show them' });
    const them = await privately(dana, /^Import \d+ · ✅ 10 created · 2 updated \(3 cells\)\n• Dee 10/);
    expect(them.text).toMatch(/Dee 19 · \d+ · Acme Ltd · created/);
    expect(them.text).not.toContain('Chief');
    await dana.click(them, { text: 'Next' });
    const next = await fake.until(
      () => (fake.now(them)?.text.includes('page 2') ? fake.now(them) : undefined),
      {
        what: 'the next page',
      },
    );
    expect(next.text).toMatch(/Bo · \d+ · Acme Ltd · changed: Title, Phone · line 12/);
    expect(next.text).toMatch(/Cy · \d+ · Acme Ltd · changed: Title · line 13/);
    await dana.click(next, { text: 'Show' });
    await privately(dana, /^Bo · \d+\nAcme Ltd/);

    const detail = await command(dana, channel, `/endusers results ${number}`);
    expect(detail).toContain('[ Show them ]');
    const known = dana.ephemerals().length;
    await dana.click(fake.now(result)!, { text: 'Undo' });
    await answer(shared, /Undone by/);
    await idle();
    await dana.click(dana.ephemerals()[known - 1]!, { text: 'Show them' });
    const after = await fake.until(() => dana.ephemerals()[known], { what: 'the list after the undo' });
    expect(after.text).toContain('↩️ undone');
    expect(after.text).not.toContain('Dee');
  });
});
