// What a member reads when a command, a click, or a form failed, and the line of the log about it.
import { newErrorReference } from '../../model/error-reference.ts';
import { SecondPersonNeededError } from '../../model/second-person.ts';
import { findApprovers } from '../../usecases/import/find-approvers.ts';
import type { Context } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { tooManyByHand } from '../views/import/second-person-needed.ts';
import { internalError } from '../views/notices/internal-error.ts';
import { membersUnread } from '../views/notices/members-unread.ts';
import { slackBusy } from '../views/notices/slack-busy.ts';
import { MembersUnreadError } from '../web/members-unread-error.ts';
import { retryAfterMs } from '../web/slack-error.ts';

type Failure = {
  readonly error: unknown;
  readonly workspaceId: string;
  /** For the log, such as `a click failed`. */
  readonly what: string;
};

/**
 * A rate limit is no failure on our side: the member can try again when Slack allows it. Neither is a change by hand that the
 * member may not make alone.
 */
export async function replyToFailure(
  context: Pick<Context, 'log' | 'inWorkspace' | 'slack'>,
  { error, workspaceId, what }: Failure,
): Promise<View> {
  const { log } = context;
  if (error instanceof SecondPersonNeededError)
    return tooManyByHand(error.alone, await findApprovers(context, workspaceId, [error.memberId]));
  const waitMs = retryAfterMs(error);
  if (waitMs !== null) {
    log.warn({ err: error, workspaceId, waitMs }, `${what}: Slack asks to wait`);
    return error instanceof MembersUnreadError ? membersUnread(error.retryAfter) : slackBusy(waitMs);
  }
  const reference = newErrorReference();
  log.error({ err: error, reference, workspaceId }, what);
  return internalError(reference);
}
