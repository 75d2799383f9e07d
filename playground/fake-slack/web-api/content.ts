// What a message says: text, blocks, attachments and metadata of a call, checked as Slack checks them.
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { allBlocksLimit, sizeOfBlocks } from '../block-kit/check-message.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import type { Block, Json, Metadata } from '../world/records.ts';
import type { Args } from './args.ts';
import { Refusal, refusalWithMessages } from './refusal.ts';

/** docs.slack.dev/reference/methods/chat.postMessage: "Slack will truncate messages containing more than 40,000 characters". */
const textLimit = 40_000;

/** Slack documents the error `metadata_too_large`, not the size. 8 KiB is cautious. */
const metadataLimit = 8_192;

export function readBlocks(args: Args): Block[] | undefined {
  const blocks = args.json('blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const complaints = checkBlocks(blocks, 'message');
  if (complaints.length > 0) throw refusalWithMessages('invalid_blocks', complaints);
  if (sizeOfBlocks(blocks) > allBlocksLimit) throw new Refusal('msg_blocks_too_long');
  return fillIds(blocks as Block[]);
}

export function readAttachments(args: Args): Json[] | undefined {
  const attachments = args.json('attachments', 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments)) throw new Refusal('invalid_attachments');
  if (attachments.length > 100) throw new Refusal('too_many_attachments');
  return attachments as Json[];
}

/** `'remove'` for an empty object, which takes a message's metadata away. */
export function readMetadata(args: Args): Metadata | 'remove' | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'object' || metadata === null) throw new Refusal('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return 'remove';
  const { event_type, event_payload } = metadata as Partial<Metadata>;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || event_payload === null) {
    throw new Refusal('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > metadataLimit) throw new Refusal('metadata_too_large');
  return { event_type, event_payload };
}

/** Text as it is kept: cut to Slack's limit, with the warning that Slack adds to the answer. */
export function readText(args: Args): { text: string; warning: Json } {
  const text = args.text('text') ?? '';
  if (text.length <= textLimit) return { text, warning: {} };
  return {
    text: text.slice(0, textLimit),
    warning: {
      warning: 'message_truncated',
      response_metadata: {
        warnings: ['message_truncated'],
        messages: ['[WARN] Your message was truncated but still posted'],
      },
    },
  };
}
