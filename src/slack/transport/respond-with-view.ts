// Sends a view to the response URL of a command or a click, and in simpler forms when Slack rejects its blocks.
import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { View } from '../block-kit/view.ts';
import { sendView } from '../web/send-view.ts';

/** Whose message the response is, whether it replaces the one that was clicked, and in which thread it is. */
type Where = Pick<RespondArguments, 'response_type' | 'replace_original' | 'thread_ts'>;

/** A response URL takes five responses: as many as there are forms of a view. */
export async function respondWithView(respond: RespondFn, view: View, where: Where): Promise<void> {
  await sendView(view, (content) => respond({ ...content, ...where }).catch(throwAsSlackError));
}

/** Of the failure, Bolt's error has only the status: 404 for an expired URL, 429 for too many responses. */
function throwAsSlackError(error: unknown): never {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  const isRejected = status >= 400 && status < 500 && status !== 404 && status !== 429;
  if (!isRejected && status < 500) throw error;
  const code = isRejected ? 'invalid_blocks' : 'internal_error';
  throw Object.assign(new Error(`the response was answered with ${status}`, { cause: error }), {
    data: { error: code },
  });
}
