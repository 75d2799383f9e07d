// A message about an import in a direct message, because Slack refuses it in the thread of the file.
import { lines } from '../../block-kit/part.ts';
import { textLimit } from '../../block-kit/plain-text.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function movedHere({ text, blocks }: View): View {
  const why = view(lines(richText`I can't post where you shared this file, so here is my reply.`));
  return { text: `${why.text}\n${text}`.slice(0, textLimit), blocks: [...why.blocks, ...blocks] };
}
