// The yardsticks: how long single steps take for the same rows when nothing else is done.
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

/** @param folder contains `people.csv`, the file that the app imported */
export async function measureYardsticks(folder: string, rows: number): Promise<Yardstick[]> {
  const file = path.join(folder, 'people.csv');
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'yardsticks') });
  const { db, close } = openDatabase(postgres.url);
  const client = connect(postgres.url, { max: 1, name: 'yardstick' });
  try {
    return [
      await measure('csv-parse alone, on the file', () => parseAll(file, rows)),
      await measure('Postgres: COPY of the rows into a bare table', () => copyIn(client, file)),
      await measure('Postgres: insert … select of the rows into a table with the same indexes', () =>
        runAll(db, insertAll),
      ),
      await measure('Postgres: COPY of the rows out', () => db.transaction(copyOut)),
    ];
  } finally {
    await client.end();
    await close();
    await postgres.stop();
  }
}

async function measure(name: string, run: () => Promise<unknown>): Promise<Yardstick> {
  const startedAt = performance.now();
  await run();
  return { name, seconds: (performance.now() - startedAt) / 1_000 };
}

async function parseAll(file: string, rows: number): Promise<void> {
  let parsed = 0;
  const parser = createReadStream(file).pipe(parse());
  for await (const _ of parser) parsed++;
  if (parsed !== rows + 1) throw new Error(`parsed ${parsed} rows instead of ${rows + 1}`);
}

const columnList =
  'customer_id, contact_id, name, title, email, phone, extension, mobile, address1, address2, city, state, zip, notes, direct_report, ticket_matching_emails, notification_billing, notification_marketing, notification_reports, vendor_id, custom_fields';

/** Postgres parses the file's CSV, so that only COPY is measured. */
async function copyIn(client: Client, file: string): Promise<void> {
  await client.unsafe(`create unlogged table bare (${columnList.replaceAll(',', ' text,')} text)`);
  const copy = client.unsafe('copy bare from stdin with (format csv, header true)');
  await pipeline(createReadStream(file), await copy.writable());
}

const insertAll = [
  'create table person (workspace_id text, id bigserial, ' +
    columnList.replaceAll(',', ' text,') +
    ' text, primary key (workspace_id, id))',
  'create index on person (workspace_id, customer_id, lower(email))',
  `insert into person (workspace_id, ${columnList}) select 'T1', * from bare`,
];

async function runAll(db: Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await db.execute(sql.raw(statement));
}

async function copyOut(tx: Transaction): Promise<void> {
  const query = sql.raw(`select ${columnList} from person order by id`);
  for await (const _ of copyTo(tx, query, { format: sql`format csv` })) {
    // Discarded.
  }
}
