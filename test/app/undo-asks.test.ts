// `/endusers undo 19` says what it would do, and asks.
import { describe, expect, it } from 'vitest';
import { startOver, transports } from './both-transports.ts';

describe.each(transports)('over %s', async (transport) => {
  const { fake, addOrganization, agreed, answer, applied, botsIn, command, exported, idle, share } =
    await startOver(transport);
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');
  const exportNow = async () => (await exported(dana, channel, `/endusers export ${acme}`)).text;
  const importNow = async (csv: string) => {
    const shared = await share(dana, channel, csv);
    const result = await applied(dana, shared);
    await idle();
    return { shared, number: /import (\d+)/.exec(result.text)![1]! };
  };
  const questionOf = (text: string) => dana.ephemerals().findLast((message) => message.text === text)!;

  it('undo says how many end users and cells it would revert, and does nothing until the member agrees', async () => {
    const first = await importNow(
      `customer_id,name,title,city\n${acme},Ana,Clerk,Rome\n${acme},Bo,Clerk,Rome\n`,
    );
    const [, ana] = /(\d+),Ana,/.exec(await exportNow())!;
    const second = await importNow(`contact_id,title,city\n${ana},Chief,Bath\n`);

    const asked = await command(dana, channel, `/endusers undo ${second.number}`);
    expect(asked).toContain(`Undo import ${second.number}?`);
    expect(asked).toContain('revert 1 end user (2 cells)');
    expect(asked).toContain('Whatever was changed since then stays.');
    expect(asked).toContain('[ Undo ]  [ Keep it ]');
    const held = await command(dana, channel, `/endusers undo ${first.number}`);
    expect(held).toContain('This would remove 1 end user.');
    expect(held).toContain('1 end user stays: changed since.');
    await idle();
    expect(await exportNow()).toContain('Chief');

    await dana.click(questionOf(asked), { text: 'Keep it' });
    await fake.until(() => questionOf(asked) === undefined, { what: 'the question to go away' });
    expect(await agreed(dana, channel, `/endusers undo ${second.number}`)).toMatch(/^Undoing /);
    const undone = await answer(second.shared, /Undone by/);
    expect(undone.text).toContain('1 end user reverted (2 cells)');
    await idle();
    expect(await exportNow()).not.toContain('Chief');

    const redo = await command(dana, channel, `/endusers redo ${second.number}`);
    expect(redo).toContain(`Apply import ${second.number} again?`);
    expect(redo).toContain('This would change 1 end user again (2 cells).');
    await dana.click(questionOf(redo), { text: 'Apply again' });
    await answer(second.shared, /Applied again by/);
    await idle();
    expect(await exportNow()).toContain('Chief');
    expect(botsIn(second.shared).at(-1)!.text).toContain('1 end user changed again (2 cells)');
  });

  it('a question that is out of date changes nothing', async () => {
    const { number, shared } = await importNow(`customer_id,name\n${acme},Cy\n`);
    const asked = await command(dana, channel, `/endusers undo ${number}`);
    const question = questionOf(asked);
    await dana.click(botsIn(shared).find(({ text }) => /Applied by/.test(text))!, { text: 'Undo' });
    await answer(shared, /Undone by/);
    await idle();
    await dana.click(question, { text: 'Undo' });
    await fake.until(() => /was already undone/.test(fake.now(question)?.text ?? ''), {
      what: 'a rejection',
    });
  });
});
