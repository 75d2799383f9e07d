// Builds a message for Slack from its parts: the same content as blocks and as plain text.
import type { types } from '@slack/bolt';
import { fittingBlocks } from './fit-blocks.ts';
import type { Part } from './part.ts';
import { plainText } from './plain-text.ts';

/** `text` is for notifications, screen readers, and when Slack rejects the blocks; at most 3,900 characters. */
export type View = { readonly text: string; readonly blocks: types.KnownBlock[] };

/** Builds a message. Leaves out parts that are `null` or empty. */
export function view(...all: readonly (Part | null)[]): View {
  const parts = all.filter((part) => part !== null).filter((part) => !isEmpty(part));
  return { text: plainText(parts), blocks: fittingBlocks(parts) };
}

function isEmpty(part: Part): boolean {
  if (part.kind === 'menu' || part.kind === 'search menu' || part.kind === 'row') return false;
  return (part.kind === 'buttons' ? part.buttons : part.lines).length === 0;
}
