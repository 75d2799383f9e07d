// A view as a snapshot shows it: what the plain text says, and the blocks, both readable.
import { stringify } from 'yaml';
import type { View } from '../../../src/slack/block-kit/view.ts';

export function shown({ text, blocks }: View): string {
  return `${text}\n\n--- blocks\n${stringify(blocks, { lineWidth: 0 })}`;
}
