// A channel's id changed: what was stored under the old id belongs to the new one.
import { sql } from 'drizzle-orm';
import { exportTable } from './schema/export-table.ts';
import { importTable } from './schema/import-table.ts';
import { job } from './schema/job-table.ts';
import { posting } from './schema/posting-table.ts';
import type { Transaction } from './transaction.ts';

/** Imports, exports, the jobs that wait, and messages that may have been posted. The messages keep their timestamps. */
export async function replaceChannelId(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.execute(sql`update ${importTable} set channel_id = ${to} where channel_id = ${from}`);
  await tx.execute(sql`
    update ${exportTable}
    set channel_id = case channel_id when ${from} then ${to} else channel_id end,
      posted_in = case posted_in when ${from} then ${to} else posted_in end
    where ${from} in (channel_id, posted_in)`);
  await tx.execute(sql`update ${posting} set channel_id = ${to} where channel_id = ${from}`);
  await tx.execute(sql`
    update ${job} set payload = jsonb_set(payload, '{channelId}', to_jsonb(${to}::text))
    where payload ->> 'channelId' = ${from}`);
}
