// How often a query goes back and forth between the app and Postgres: with the driver as published, twice.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { begin } from '../../src/db/begin.ts';
import { openDatabase } from '../../src/db/database.ts';
import { readDatabaseUrl } from '../../src/db/database-url.ts';
import { setLocally } from '../../src/db/time-limits.ts';
import { closeAtEnd } from '../app/close-at-end.ts';
import { freshDatabase } from '../database.ts';

const direct = await freshDatabase();
let sent = 0;
const server = createServer((client) => {
  const database = connect(readDatabaseUrl(direct.url).options.path ?? '');
  client.on('data', () => sent++);
  client.pipe(database).pipe(client);
  for (const socket of [client, database]) socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
closeAtEnd(() => server.close());
const url = new URL(direct.url);
url.search = '';
url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
const database = openDatabase(url.href);
afterAll(() => database.close(0));

test.each([
  [
    'texts, numbers, booleans, and null',
    sql`select ${'a'}::text as a, ${1}::int as b, ${true} as c, ${null}::date as d`,
  ],
  ['no parameters', sql`select 1`],
])('a query with %s takes one round trip', async (_, query) => {
  await database.inWorkspace('T1', async (tx) => {
    await tx.execute(query);
    sent = 0;
    await tx.execute(query);
    expect(sent).toBe(1);
  });
});

test('parameters without a type are read as what the query needs', async () => {
  const [row] = await database.db.execute(sql`
    select ${'{"a": 1}'}::jsonb -> 'a' as json, ${'2026-01-31'}::date + ${1}::integer as day, ${'{1,2}'}::bigint[] as list,
      ${2} + 0.5 as sum, ${false}::boolean as flag, ${'\\x00ff'}::bytea as bytes, coalesce(${null}, 'none') as nothing`);
  expect(row).toEqual({
    json: 1,
    day: '2026-02-01',
    list: ['1', '2'],
    sum: '2.5',
    flag: false,
    bytes: Buffer.from([0, 255]),
    nothing: 'none',
  });
});

test('other parameters are still asked about', async () => {
  const [row] = await database.db.execute(sql`select encode(${Buffer.from([0, 255])}, 'hex') as hex`);
  expect(row).toEqual({ hex: '00ff' });
});

test('a transaction begins with its settings in one round trip', async () => {
  const options = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  const begun = () => {
    sent = 0;
    return database.inWorkspace(
      'T1',
      async (tx) => {
        const messages = sent;
        const [row] = await tx.execute(sql`
          select current_user as role, current_setting('endusers.workspace') as workspace,
            current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as read_only`);
        expect(row).toEqual({
          role: 'endusers_tenant',
          workspace: 'T1',
          level: 'repeatable read',
          read_only: 'on',
        });
        return messages;
      },
      options,
    );
  };
  // Now and then, the app asks the server on another connection whether it still answers.
  const messages = [await begun(), await begun(), await begun(), await begun()];
  expect(Math.min(...messages)).toBe(1);
});

test('a transaction whose settings fail is rolled back, and its connection is used again', async () => {
  const one = openDatabase(url.href, { max: 1 });
  const pid = async () =>
    (await one.db.execute(sql`select pg_backend_pid() as pid, txid_current_if_assigned() as tx`))[0];
  try {
    const before = await pid();
    const failing = () => begin(one.db, '1 / 0', async (tx) => tx.execute(sql`select 1`));
    await expect(Promise.all([failing(), failing()])).rejects.toMatchObject({ code: '22012' });
    await one.inWorkspace('T1', (tx) => tx.execute(sql`create temporary table kept (id integer)`));
    expect(await pid()).toEqual(before);
    expect(await one.db.execute(sql`select to_regclass('pg_temp.kept') is not null as kept`)).toEqual([
      { kept: true },
    ]);
  } finally {
    await one.close(0);
  }
});

test("a setting can't end the literal that it is written in", () => {
  expect(() => setLocally({ role: "x', true), set_config('role', 'none" })).toThrow('unexpected character');
});
