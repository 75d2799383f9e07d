// A worker process for tests to kill. It runs one job at a time, and prints the name of each job that it starts.
// Arguments: the database's URL, and `hang` (no job ever ends) or `work` (writes the job's name to the table `done`).
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { openDatabase } from '../../src/db/database.ts';
import { startWorker } from '../../src/queue/queue.ts';
import type { Kinds } from './queue-for-tests.ts';

const [, , url = '', what] = process.argv;
const database = openDatabase(url);
startWorker<Pick<Kinds, 'task'>>(database, {
  jobs: {
    task: {
      payload: z.object({ name: z.string() }),
      async handle(job) {
        process.stdout.write(`${job.payload.name}\n`);
        if (what === 'hang') await new Promise(() => undefined);
        await database.db.transaction(async (tx) => {
          await job.assertLease(tx);
          await tx.execute(sql`insert into done (name) values (${job.payload.name}) on conflict do nothing`);
        });
      },
    },
  },
  slots: 1,
  onDeadLettered: async () => undefined,
  onError: () => undefined,
  leaseMs: 1_000,
  pollMs: 50,
});
