// What the same rows cost when only one thing is done with them.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { sql } from 'drizzle-orm';
import { copyTo } from '../src/db/copy-to.ts';
import { connect, openDatabase } from '../src/db/database.ts';
import type { Database, Transaction } from '../src/db/transaction.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/start.ts';

export type Yardstick = { readonly name: string; readonly seconds: number };

type Client = ReturnType<typeof connect>;

/** @param folder has `people.csv`, as the app was given it */
export async function measureYardsticks(folder: string, rows: number): Promise<Yardstick[]> {
  const file = path.join(folder, 'people.csv');
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'yardsticks') });
  const { db, close } = openDatabase(postgres.url);
  const client = connect(postgres.url, { max: 1, name: 'yardstick' });
  try {
    return [
      await timed('csv-parse alone, on the file', () => parseAll(file, rows)),
      await timed('Postgres: COPY of the rows into a bare table', () => copyIn(client, file)),
      await timed('Postgres: insert … select of the rows into a table with the same indexes', () =>
        run(db, insertAll),
      ),
      await timed('Postgres: COPY of the rows out', () => db.transaction(copyOut)),
    ];
  } finally {
    await client.end();
    await close();
    await postgres.stop();
  }
}

async function timed(name: string, measured: () => Promise<unknown>): Promise<Yardstick> {
  const begun = performance.now();
  await measured();
  return { name, seconds: (performance.now() - begun) / 1_000 };
}

async function parseAll(file: string, rows: number): Promise<void> {
  let parsed = 0;
  const parser = createReadStream(file).pipe(parse());
  for await (const _ of parser) parsed++;
  if (parsed !== rows + 1) throw new Error(`${parsed} rows were parsed instead of ${rows + 1}`);
}

const names =
  'customer_id, contact_id, name, title, email, phone, extension, mobile, address1, address2, city, state, zip, notes, direct_report, ticket_matching_emails, notification_billing, notification_marketing, notification_reports, vendor_id, custom_fields';

/** Postgres reads the file's CSV itself, so that nothing but COPY is measured. */
async function copyIn(client: Client, file: string): Promise<void> {
  await client.unsafe(`create unlogged table bare (${names.replaceAll(',', ' text,')} text)`);
  const copy = client.unsafe('copy bare from stdin with (format csv, header true)');
  await pipeline(createReadStream(file), await copy.writable());
}

const insertAll = [
  'create table person (workspace_id text, id bigserial, ' +
    names.replaceAll(',', ' text,') +
    ' text, primary key (workspace_id, id))',
  'create index on person (workspace_id, customer_id, lower(email))',
  `insert into person (workspace_id, ${names}) select 'T1', * from bare`,
];

async function run(db: Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await db.execute(sql.raw(statement));
}

async function copyOut(tx: Transaction): Promise<void> {
  const query = sql.raw(`select ${names} from person order by id`);
  for await (const _ of copyTo(tx, query, { format: sql`format csv` })) {
    // Only taken.
  }
}
