// What a member may have meant is a button that does it.
import { describe, expect, it } from 'vitest';
import { startOver, transports } from './both-transports.ts';

describe.each(transports)('over %s', async (transport) => {
  const { fake, addOrganization, answer, applied, command, idle, privately, share } =
    await startOver(transport);
  const dana = fake.member('dana');
  const lee = fake.member('lee');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');
  const csv = `customer_id,name\n${acme},Ana Núñez\n${acme},Bo Lind\n${acme},Bob Lind\n`;
  await applied(dana, await share(dana, channel, csv));
  await idle();
  const last = (member = dana) => member.ephemerals().at(-1)!;
  const becomes = (member: typeof dana, text: RegExp) => privately(member, text);

  it('a mistyped command runs as it was meant', async () => {
    const told = await command(dana, channel, '/endusers fnid ana');
    expect(told).toContain('Did you mean `/endusers find ana`?');
    const question = last();
    await dana.click(question, { text: '/endusers find ana' });
    await fake.until(() => fake.now(question)?.text.includes('1 end user'), { what: 'the answer' });
    await command(dana, channel, '/endusers fnid ana');
    const known = dana.ephemerals().length;
    await dana.click(last(), { text: 'All commands' });
    await fake.until(() =>
      dana
        .ephemerals()
        [known]?.text.includes('/endusers org add <name>'.replace('<', '&lt;').replace('>', '&gt;')),
    );
  });

  it('a mistyped setting and a mistyped role are set as they were meant, for the member whom it is about', async () => {
    await command(dana, channel, '/endusers settings default role veiw');
    await dana.click(last(), { text: '/endusers settings default role view' });
    await becomes(dana, /default role` is now view/);
    await command(dana, channel, '/endusers settings default role edit');
    expect(await command(dana, channel, '/endusers access grant @lee edti')).toContain(
      'access grant @lee edit',
    );
    await dana.click(last(), { text: '/endusers access grant @lee edit' });
    await becomes(dana, /now has the edit role/);
  });

  it('the permission is that of the member who clicks, at that moment', async () => {
    await command(lee, channel, '/endusers fnid ana');
    await command(dana, channel, '/endusers access revoke @lee');
    await command(dana, channel, '/endusers settings default role none');
    await lee.click(last(lee), { text: '/endusers find ana' });
    await becomes(lee, /You need the role view/);
    await command(dana, channel, '/endusers settings default role edit');
  });

  it('a near miss of an organization is exported with a click, with all options', async () => {
    const told = await command(dana, channel, '/endusers export Acmee Ltd with custom private');
    expect(told).toContain('Did you mean');
    await dana.click(last(), { text: 'Acme Ltd' });
    const posted = await fake.until(() =>
      fake.messages(dana.directMessages()).find(({ text }) => text.startsWith('✅')),
    );
    expect(posted.text).toContain('3 end users of *Acme Ltd*'.replaceAll('*', ''));
  });

  it('a near miss in the thread of a file takes the file', async () => {
    const shared = await share(dana, channel, 'name,email\nCy,cy@acme.example\n', { name: 'cy.csv' });
    await privately(dana, /cy\.csv/);
    dana.post({ channel, threadTs: shared.ts, text: 'org Acmee Ltd' });
    const asked = await privately(dana, /no organization named “Acmee Ltd”/);
    await dana.click(asked, { text: 'Acme Ltd' });
    await answer(shared, /1 new/);
  });

  it('show with a text shows the only match, or lists all', async () => {
    expect(await command(dana, channel, '/endusers show núñez')).toMatch(/^Ana Núñez · \d+\nAcme Ltd/);
    const several = await command(dana, channel, '/endusers show lind');
    expect(several).toContain('2 end users with “lind”');
    const known = dana.ephemerals().length;
    await dana.click(last(), { text: 'Show' });
    await fake.until(() => dana.ephemerals()[known]?.text.startsWith('Bo Lind'), { what: 'one of them' });
    expect(await command(dana, channel, '/endusers show nobody')).toContain('No end user has “nobody”');
    expect(await command(dana, channel, '/endusers show')).toContain('Which end user?');
  });
});
