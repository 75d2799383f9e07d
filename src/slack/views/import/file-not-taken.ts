// Answers a choice about a file that can't be taken anymore.
import { takeableDays } from '../../../model/file-offer.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function fileNotTaken(): View {
  return view(
    lines(
      richText`Nothing was done: this file is being imported already, it was shared more than ${String(takeableDays)} days ago, or that organization doesn't exist anymore.`,
      richText`Look into the file's thread, or share the file again.`,
    ),
  );
}
