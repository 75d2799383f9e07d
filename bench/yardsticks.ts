// Runs the yardsticks on a Postgres of their own, with the same settings as the app's.
//
// The client is this process with the app's own driver: it is on every machine, and psql isn't. Its processor time counts,
// as the app's does.
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { findRunningServer } from '../src/embedded-postgres/running-server.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/start.ts';
import { type Cost, createMeter, type Meter, sumOf } from './cost.ts';
import * as sql from './yardstick-sql.ts';

export type Client = ReturnType<typeof connect>;

export type Yardsticks = {
  readonly client: Client;
  readonly meter: Meter;
  readonly socketFolder: string;
};

export async function withYardsticks<Result>(
  folder: string,
  run: (yardsticks: Yardsticks) => Promise<Result>,
): Promise<Result> {
  const dataDir = path.join(folder, 'yardsticks');
  const postgres = await startEmbeddedPostgres({ dataDir });
  await migrate(postgres.url);
  const server = await findRunningServer(path.join(dataDir, 'postgres'), true);
  const client = connect(postgres.url, { max: 1, name: 'yardstick' });
  try {
    await client.unsafe(sql.prepare);
    await client.unsafe(sql.createLoaded);
    const meter = createMeter({ client: process.pid, postgres: server!.pid });
    return await run({ client, meter, socketFolder: server!.socketFolder });
  } finally {
    await client.end();
    await postgres.stop();
  }
}

/** One COPY, and one `insert … select`. */
export async function measureInsert(
  yardsticks: Yardsticks,
  file: string,
): Promise<{ load: Cost; whole: Cost }> {
  const { client, meter } = yardsticks;
  const load = await meter(() => copyFileIn(client, sql.copyIn, file));
  const insert = await meter(() => client.unsafe(sql.insertLoaded));
  return { load: load.cost, whole: sumOf([load.cost, insert.cost]) };
}

export async function measureCopyOut({ client, meter }: Yardsticks): Promise<Cost> {
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { cost } = await meter(async () => pipeline(await client.unsafe(sql.copyOut).readable(), discard));
  return cost;
}

/** Deletes all rows, and then inserts them again. */
export async function measureDelete({ client, meter }: Yardsticks): Promise<Cost> {
  const { cost } = await meter(() => client.unsafe(sql.deleteAll));
  await client.unsafe('vacuum end_user');
  await client.unsafe(sql.insertLoaded);
  return cost;
}

/** One COPY, one insert of the values before, and one `update … from`. */
export async function measureUpdate({ client, meter }: Yardsticks, folder: string): Promise<Cost> {
  const file = path.join(folder, 'yardstick-changes.csv');
  await writeChanges(client, 'T1', file);
  await client.unsafe(sql.createLoadedChange);
  const { cost } = await meter(async () => {
    await copyFileIn(client, sql.copyChangeIn, file);
    await client.begin(async (tx) => {
      await tx.unsafe(sql.insertBeforeImages);
      await tx.unsafe(sql.updateAll);
    });
  });
  return cost;
}

/** Writes a file that changes two cells of every end user of the workspace. */
export async function writeChanges(client: Client, workspaceId: string, file: string): Promise<void> {
  const rows = await client.unsafe(sql.copyChangesOut(workspaceId)).readable();
  await pipeline(rows, createWriteStream(file));
}

async function copyFileIn(client: Client, copy: string, file: string): Promise<void> {
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 18 }), await client.unsafe(copy).writable());
}
