// Erases an end user from the jobs: commands that members typed, and answers that are still to be posted. Dead letters, too.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import { arrayOf, inJson, type Traces } from './traces.ts';

const answer = { text: 'This answer was about an end user who was erased.', blocks: [] };

/** A typed command looks up the end user by id instead, which says that they were erased. */
export async function eraseFromJobs(
  tx: Transaction,
  { workspaceId, endUserId, texts, names }: Traces,
): Promise<void> {
  const words = names.flatMap((name) => name.split(' ')).filter((word) => word.length > 2);
  const isIn = (known: readonly string[]) => sql`exists (
    select from unnest(${arrayOf([...known, ...known.map(inJson)])}) as text
    where strpos(lower((payload - 'workspaceId')::text), text) > 0)`;
  await tx.execute(sql`
    update job set payload = payload || case kind
      when 'run-command' then jsonb_build_object('text', ${`show ${endUserId}`}::text)
      else jsonb_build_object('view', ${JSON.stringify(answer)}::jsonb) end
    where workspace_id = ${workspaceId} and (kind = 'run-command' or kind = 'say' and payload ? 'view')
      and (${isIn(texts)} or failed_at is not null and ${isIn(words)})`);
}
