// Asks Slack whether it would accept a message or a form, without posting or opening it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { types } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { retryAfterMs, slackErrorOf } from './slack-error.ts';

export type Payload =
  | { readonly message: { readonly blocks: types.KnownBlock[] } }
  | { readonly view: types.ModalView };

/** Error codes of `blocks.validate` about what was sent (https://docs.slack.dev/reference/methods/blocks.validate). */
const rejections = new Set(['invalid_blocks', 'invalid_message', 'invalid_view']);

/**
 * Waits for as long as Slack asks to.
 *
 * @returns what Slack says against it, nothing if Slack would accept it
 */
export async function validateBlocks(client: WebClient, payload: Payload): Promise<string[]> {
  for (;;) {
    try {
      await client.blocks.validate(payload);
      return [];
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs === null) return rejectionOf(error);
      await sleep(waitMs);
    }
  }
}

type Detail = { readonly message?: string; readonly pointer?: string };

/** @throws the error itself if it isn't about what was sent */
function rejectionOf(error: unknown): string[] {
  const code = slackErrorOf(error) ?? '';
  if (!rejections.has(code)) throw error;
  const { data } = error as { data: { errors?: readonly Detail[] } };
  const details = data.errors ?? [];
  return details.length === 0
    ? [code]
    : details.map(({ message, pointer }) => [message ?? code, pointer].filter(Boolean).join(' at '));
}
