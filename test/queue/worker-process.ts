// A worker to be killed: it does one job at a time, and says on its standard output which one it has begun.
// Arguments: the database's URL, and `hang` (never ends a job) or `work` (writes its name into `done`).
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/db/database.ts';
import { startWorker } from '../../src/queue/queue.ts';
import { type Kinds, named } from './queue-for-tests.ts';

const [, , url = '', what] = process.argv;
const database = openDatabase(url);
startWorker<Pick<Kinds, 'task'>>(database, {
  jobs: {
    task: named(async (job) => {
      process.stdout.write(`${job.payload.name}\n`);
      if (what === 'hang') await new Promise(() => undefined);
      await database.db.transaction(async (tx) => {
        await job.assertLease(tx);
        await tx.execute(sql`insert into done (name) values (${job.payload.name}) on conflict do nothing`);
      });
    }),
  },
  slots: 1,
  onDeadLettered: async () => undefined,
  onError: () => undefined,
  leaseMs: 1_000,
  pollMs: 50,
});
