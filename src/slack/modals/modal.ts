// Modals as Slack takes them: their frames, and messages in one.
import type { types } from '@slack/bolt';
import type { View } from '../block-kit/view.ts';

export type Modal = types.ModalView;

/** Longest text that an input of Slack's takes, in units of UTF-16. */
export const inputLimit = 3_000;

export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });

/** @param title at most 24 characters */
export function messageModal(title: string, { blocks }: View): Modal {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks };
}
