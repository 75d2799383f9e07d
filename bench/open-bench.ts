// Opens what every line of the benchmark needs: the app, a connection to its Postgres, and the yardsticks, side by side.
import path from 'node:path';
import { connect } from '../src/db/database.ts';
import { SUPERUSER } from '../src/embedded-postgres/init-cluster.ts';
import { findRunningServer } from '../src/embedded-postgres/running-server.ts';
import { createMeter, type Meter } from './cost.ts';
import { type MeasuredApp, withApp } from './with-app.ts';
import { type Client, withYardsticks, type Yardsticks } from './yardsticks.ts';

export type Bench = {
  readonly rows: number;
  /** For files. */
  readonly folder: string;
  readonly app: MeasuredApp;
  readonly meter: Meter;
  /** The app's database. */
  readonly client: Client;
  readonly yardsticks: Yardsticks;
};

/** The limits of a real app, or what so many rows need. */
const limitsFor = (rows: number) => ({
  MAX_ROWS: String(Math.max(1_048_576, rows)),
  MAX_STAGING_MB: String(Math.max(10_000, Math.ceil(rows / 100))),
});

export function withBench<Result>(
  folder: string,
  rows: number,
  run: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  return withApp(folder, { workspaces: 'many', settings: limitsFor(rows) }, async (app) => {
    const server = await findRunningServer(path.join(app.dataDir, 'postgres'), true);
    if (!server) throw new Error('the app runs no Postgres');
    const host = encodeURIComponent(server.socketFolder);
    const client = connect(`postgres://${SUPERUSER}@localhost/postgres?host=${host}`, {
      max: 1,
      name: 'bench',
    });
    const meter = createMeter({ client: app.pid, postgres: server.pid });
    try {
      return await withYardsticks(folder, (yardsticks) =>
        run({ rows, folder, app, meter, client, yardsticks }),
      );
    } finally {
      await client.end();
    }
  });
}

/**
 * Vacuums both databases, as autovacuum does within a minute: each line begins with the same state, and pays for its own
 * rows only.
 */
export async function vacuum({ client, yardsticks }: Bench): Promise<void> {
  await client.unsafe('vacuum (analyze)');
  await yardsticks.client.unsafe('vacuum (analyze) end_user, change');
}
