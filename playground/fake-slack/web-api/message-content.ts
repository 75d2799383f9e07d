// Reads text, blocks, attachments, and metadata from the arguments of a call, and validates them as Slack does.
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { maxBlocksSize, sizeOfBlocks } from '../block-kit/check-message.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import type { Block, Json, Metadata } from '../world/records.ts';
import type { Args } from './args.ts';
import { SlackError, slackErrorWithMessages } from './slack-error.ts';

/** https://docs.slack.dev/reference/methods/chat.postMessage: "Slack will truncate messages containing more than 40,000 characters". */
const maxText = 40_000;

/** Slack documents the error `metadata_too_large`, but not the limit. 8 KiB is a cautious guess. */
const maxMetadata = 8_192;

export function readBlocks(args: Args): Block[] | undefined {
  const blocks = args.json('blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const errors = checkBlocks(blocks, 'message');
  if (errors.length > 0) throw slackErrorWithMessages('invalid_blocks', errors);
  if (sizeOfBlocks(blocks) > maxBlocksSize) throw new SlackError('msg_blocks_too_long');
  return fillIds(blocks as Block[]);
}

export function readAttachments(args: Args): Json[] | undefined {
  const attachments = args.json('attachments', 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments)) throw new SlackError('invalid_attachments');
  if (attachments.length > 100) throw new SlackError('too_many_attachments');
  return attachments as Json[];
}

/** Returns `'remove'` for an empty object, which removes a message's metadata. */
export function readMetadata(args: Args): Metadata | 'remove' | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'object' || metadata === null) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return 'remove';
  const { event_type, event_payload } = metadata as Partial<Metadata>;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || event_payload === null) {
    throw new SlackError('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > maxMetadata) throw new SlackError('metadata_too_large');
  return { event_type, event_payload };
}

/** Returns the text, truncated to Slack's limit, and the warning that Slack then adds to the answer. */
export function readText(args: Args): { text: string; warning: Json } {
  const text = args.text('text') ?? '';
  if (text.length <= maxText) return { text, warning: {} };
  return {
    text: text.slice(0, maxText),
    warning: {
      warning: 'message_truncated',
      response_metadata: {
        warnings: ['message_truncated'],
        messages: ['[WARN] Your message was truncated but still posted'],
      },
    },
  };
}
