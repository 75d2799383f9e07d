// Types and limits of modals, and a modal that shows a message.
import type { types } from '@slack/bolt';
import type { View } from '../block-kit/view.ts';

export type Modal = types.ModalView;

/** Longest text of an input in Slack, in UTF-16 units (https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
export const inputLimit = 3_000;

export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });

/** @param title at most 24 characters */
export function messageModal(title: string, { blocks }: View): Modal {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks };
}
