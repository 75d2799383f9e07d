// Answers `data`: that the statement comes, and the comment on its file.
import type { NamedEndUser } from '../../../model/personal-data.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { endUserLabel } from './end-user-label.ts';

export function personalDataComing({ id, name }: NamedEndUser): View {
  const who = bold(endUserLabel({ endUser: name, endUserId: id }));
  return view(
    lines(richText`Collecting what is stored about ${who}. You'll get the file as a direct message.`),
  );
}

export function personalDataComment(endUserId: number): View {
  return view(
    lines(
      richText`All that is stored about end user ${bold(String(endUserId))}: values, changes, imports, and exports. Only you have this file.`,
    ),
  );
}
