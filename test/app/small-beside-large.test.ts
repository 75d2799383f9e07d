// Small imports and undos beside a large one of the same workspace: they wait only if both touch the same end users.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { heavyRows } from '../../src/model/job-weight.ts';
import { type HeldApplies, holdApplies } from './hold-applies.ts';
import { startTestApp } from './running-app.ts';

const { fake, db, idle, answer, applied, addOrganization, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

async function importIdOf({ ts }: Message): Promise<number> {
  const [found] = await db.execute<{ id: number }>(
    sql`select id::float8 as id from import where message_ts = ${ts}`,
  );
  return found!.id;
}
const shareRows = (rows: readonly string[], header = 'customer_id,name,email') =>
  share(dana, channel, [header, ...rows].join('\n'));
const waiting = /Waiting for import \d+ to end: both may change the same end users\./;

let round = 0;
/** The emails of the large file, anew in each test. */
const emailOf = (n: number) => `p${n}@round${round}.example`;

async function clickApply(plan: Message): Promise<void> {
  expect(await dana.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
}

/** Shares rows and resolves with their plan once it says this. */
const planned = async (rows: readonly string[], text: RegExp, header?: string) =>
  answer(await shareRows(rows, header), text);

const saysOf = (message: Message, text: RegExp) =>
  fake.until(() => text.test(fake.now(message)?.text ?? ''), { what: `a message like ${text}` });

const namesOf = async (like: string) =>
  (await db.execute(sql`select name from end_user where name like ${like} order by id`)).map(
    ({ name }) => name,
  );

describe('while a large import of the workspace is being applied', () => {
  let held: HeldApplies;
  let creation: Message;
  let large: Message;
  let known: readonly { id: number }[];

  beforeEach(async () => {
    round++;
    const shared = await shareRows([
      `${acme},Known ${round},known${round}@acme.example`,
      `${acme},Other ${round},`,
    ]);
    creation = await applied(dana, shared);
    known = await db.execute<{ id: number }>(
      sql`select id::float8 as id from end_user where name in (${`Known ${round}`}, ${`Other ${round}`}) order by id`,
    );
    const rows = Array.from({ length: heavyRows }, (_, n) => `${acme},,R${round} ${n},${emailOf(n)},`);
    rows.push(`${acme},${known[0]!.id},,,Changed`);
    large = await planned(rows, /5,000 new/, 'customer_id,contact_id,name,email,title');
    held = await holdApplies(db, [await importIdOf(large)]);
    await clickApply(large);
    await held.isHeld();
  });

  afterEach(async () => {
    await held.release();
    await idle();
  });

  it('a small one of other end users is planned and applied', async () => {
    const result = await applied(dana, await shareRows([`${acme},New ${round},new${round}@acme.example`]));
    expect(result.text).toContain('1 created');
    expect(fake.now(large)?.text).toContain('Applying');
  });

  it('a small one that updates another end user is applied, and undone', async () => {
    const result = await applied(
      dana,
      await shareRows([`${acme},${known[1]!.id},CEO`], 'customer_id,contact_id,title'),
    );
    expect(result.text).toContain('1 updated');
    await dana.click(result, { text: 'Undo' });
    await saysOf(result, /Undone by/);
    expect(fake.now(large)?.text).toContain('Applying');
  });

  it('a small one of the same new email waits, says for what, and is planned again', async () => {
    const plan = await planned([`${acme},Again ${round},${emailOf(7)}`], /1 new/);
    await clickApply(plan);
    await saysOf(plan, waiting);
    expect(fake.now(plan)?.text).toContain(`import ${await importIdOf(large)} to end`);
    await held.release();
    await saysOf(plan, /looks? like/);
    await saysOf(large, /5,000 created/);
    expect(await namesOf(`Again ${round}`)).toEqual([]);
  });

  it('a small one of the same end user waits, and is planned again if both change the same cell', async () => {
    const plan = await planned([`${acme},${known[0]!.id},CEO`], /1 updated/, 'customer_id,contact_id,title');
    await clickApply(plan);
    await saysOf(plan, waiting);
    // It blocks no other small one.
    const result = await applied(dana, await shareRows([`${acme},Next ${round},next${round}@acme.example`]));
    expect(result.text).toContain('1 created');
    await held.release();
    await saysOf(plan, /now “?Changed|Changed/);
    expect(await db.execute(sql`select title from end_user where id = ${known[0]!.id}`)).toEqual([
      { title: 'Changed' },
    ]);
  });

  it('an undo of what the large one changes waits, and keeps it', async () => {
    await dana.click(creation, { text: 'Undo' });
    await saysOf(creation, waiting);
    await held.release();
    await saysOf(creation, /1 end user was kept/);
    expect(await namesOf(`Known ${round}`)).toHaveLength(1);
    expect(await namesOf(`Other ${round}`)).toEqual([]);
  });

  it('a small one waits on when the large one loses its connection and starts over', async () => {
    const plan = await planned([`${acme},Again ${round},${emailOf(8)}`], /1 new/);
    await clickApply(plan);
    await saysOf(plan, waiting);
    await db.execute(sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`);
    await held.isHeld();
    expect(fake.now(plan)?.text).toMatch(waiting);
    await held.release();
    await saysOf(plan, /looks? like/);
    await saysOf(large, /5,000 created/);
    expect(await namesOf(`Again ${round}`)).toEqual([]);
  });

  it('another large one waits, and says for what', async () => {
    const rows = Array.from(
      { length: heavyRows },
      (_, n) => `${acme},S${round} ${n},s${n}@round${round}.example`,
    );
    const plan = await planned(rows, /5,000 new/);
    await clickApply(plan);
    await saysOf(plan, waiting);
    await held.release();
    await saysOf(plan, /5,000 created/);
  });
});

describe('many imports of the same people at the same moment', () => {
  it('never create somebody twice whom no plan showed as a look-alike', async () => {
    round++;
    const emails = Array.from({ length: 30 }, (_, n) => emailOf(n));
    const files = Array.from({ length: 10 }, (_, file) =>
      emails
        .filter((_, n) => (n * 7 + file * 3) % 5 < 2)
        .map((email, n) => `${acme},Twin ${round} ${file}-${n},${email}`),
    );
    const rest = Array.from(
      { length: heavyRows },
      (_, n) => `${acme},Rest ${round} ${n},rest${n}@round${round}.example`,
    );
    files.splice(5, 0, [
      ...emails.slice(0, 20).map((email, n) => `${acme},Twin ${round} L-${n},${email}`),
      ...rest,
    ]);
    const plans = await Promise.all(files.map(async (rows) => planned(rows, /new/)));
    await Promise.all(plans.map(clickApply));
    await idle();
    const twice = await db.execute(sql`
      select email from end_user where email like ${`%@round${round}.example`} group by email having count(*) > 1`);
    expect(twice).toEqual([]);
    const states = await db.execute<{ state: string }>(sql`
      select state from import where id in (select id from import order by id desc limit ${files.length})`);
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['applied', 'planned']));
  });
});
