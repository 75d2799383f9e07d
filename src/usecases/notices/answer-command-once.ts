// Runs a typed command once, and has its answer posted by a job of its own.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { markProcessed } from '../../db/processed-events.ts';
import type { Transaction } from '../../db/transaction.ts';
import { enqueueJob, type Notice, type TypedCommand } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

type Answer = Extract<Notice, { words: 'answer' }>['view'];

/**
 * What the command changes and the job that posts its answer are committed together, or neither. So a crash or a rate limit
 * before that leaves nothing done, and after it only the posting is tried again.
 *
 * @param changes whether the command changes something: then all that it does is one transaction
 */
export async function answerCommandOnce<Ctx extends Context>(
  context: Ctx,
  typed: TypedCommand,
  changes: boolean,
  answerTo: (context: Ctx) => Promise<Answer | null>,
): Promise<void> {
  const known = changes ? null : { answer: await answerTo(context) };
  await context.inWorkspace(typed.workspaceId, async (tx) => {
    if (!(await isFirstRun(tx, typed))) return;
    const inWorkspace: InWorkspace = (_, work) => work(tx);
    const view = known ? known.answer : await answerTo({ ...context, inWorkspace });
    const { memberId: _memberId, text: _text, ...place } = typed;
    if (view) await enqueueJob(tx, 'say', { words: 'answer', view, ...place });
  });
}

const isFirstRun = (tx: Transaction, { workspaceId, channelId, to }: TypedCommand): Promise<boolean> =>
  markProcessed(tx, { workspaceId, eventId: `typed command ${channelId} ${to} ran` });
