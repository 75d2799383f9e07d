// A file is out: what it holds and where it is.
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, dotted, link, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportSubject } from './export-subject.ts';

export function exportPosted(it: Export): View {
  const asked = it.isPrivate ? [] : [richText`asked for by ${member(it.requestedBy)}`];
  return view(
    lines(
      dotted([richText`✅ ${exportContent(it)}`, ...asked]),
      it.fileName === null
        ? null
        : richText`The file is in this thread: ${link(it.permalink, shorten(it.fileName, 120))}`,
    ),
  );
}

/** 3,120 end users of Acme Ltd — or: Template for Acme Ltd */
export function exportContent(it: Export): RichTextLine {
  const subject = bold(exportSubject(it));
  if (it.kind === 'template') return richText`Template for ${subject}`;
  return it.rows === 0
    ? richText`No end users yet in ${it.organizationId === null ? 'any organization' : subject}`
    : richText`${endUsers(it)} of ${subject}`;
}

function endUsers({ rows }: Export) {
  return bold(rows === null ? 'End users' : counted(rows, 'end user'));
}
