// Store of the messages that the app has begun to post. A row stays for a week after its message: it is only looked at
// where a run has not got as far as storing the message's ts.
import { and, eq, sql } from 'drizzle-orm';
import { posting } from './schema/posting-table.ts';
import type { Transaction } from './transaction.ts';

export type PostingKey = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** What the message is about, such as `endusers_import 184`. */
  readonly subject: string;
};

/** A post that an earlier run began. */
export type BegunPosting = {
  readonly begunAt: Date;
  /** Where to go on looking for its message; null: at the newest one. */
  readonly cursor: string | null;
};

/** How many old rows each new one deletes: more than arrive, and few enough to take no time. */
const deletedAtOnce = 20;

/** @returns null if this is the first run that posts this message */
export async function beginPosting(tx: Transaction, key: PostingKey): Promise<BegunPosting | null> {
  const { workspaceId } = key;
  await tx.execute(sql`
    with old as (
      select channel_id, subject from posting
      where workspace_id = ${workspaceId} and begun_at < now() - interval '7 days'
      limit ${deletedAtOnce} for update skip locked
    )
    delete from posting using old
    where posting.workspace_id = ${workspaceId} and posting.channel_id = old.channel_id and posting.subject = old.subject`);
  const begun = await tx.insert(posting).values(key).onConflictDoNothing().returning();
  if (begun.length > 0) return null;
  const [found] = await tx.select().from(posting).where(isPosting(key));
  return found ?? null;
}

export async function keepSearchCursor(tx: Transaction, key: PostingKey, cursor: string): Promise<void> {
  await tx.update(posting).set({ cursor }).where(isPosting(key));
}

/** The history has been searched in vain: whatever is posted from now on comes after what was searched. */
export async function beginPostingAgain(tx: Transaction, key: PostingKey): Promise<void> {
  await tx.update(posting).set({ begunAt: sql`now()`, cursor: null }).where(isPosting(key));
}

/** For a message that Slack refused: there is nothing to look for. */
export async function forgetPosting(tx: Transaction, key: PostingKey): Promise<void> {
  await tx.delete(posting).where(isPosting(key));
}

const isPosting = ({ workspaceId, channelId, subject }: PostingKey) =>
  and(eq(posting.workspaceId, workspaceId), eq(posting.channelId, channelId), eq(posting.subject, subject));
