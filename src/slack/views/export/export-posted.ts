// The message of a finished export: what the file contains, and where it is.

import { counted } from '../../../model/counted.ts';
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import {
  bold,
  dotted,
  type Inline,
  link,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { momentWords } from './export-moment.ts';
import { exportSubject } from './export-subject.ts';

export function exportPosted(record: Export): View {
  const requestedBy = record.isPrivate ? [] : [richText`requested by ${member(record.requestedBy)}`];
  return view(
    lines(
      dotted([richText`✅ ${exportContent(record)}`, ...requestedBy]),
      record.fileName === null
        ? null
        : richText`The file is in this thread: ${link(record.permalink, shorten(record.fileName, 120))}`,
    ),
  );
}

/** `3,120 end users of Acme Ltd`, `3,120 end users of Acme Ltd as of Nov 20, 2026`, `Template for Acme Ltd` */
export function exportContent(record: Export): RichTextLine {
  const subject = bold(exportSubject(record));
  if (record.kind === 'template') return richText`Template for ${subject}`;
  if (record.kind === 'organizations') return organizations(record);
  const moment = momentWords(record);
  return record.rows === 0
    ? richText`No end users ${moment === '' ? 'yet ' : ''}in ${record.organizationId === null ? 'any organization' : subject}${moment}`
    : richText`${endUsers(record)} of ${subject}${moment}`;
}

/** `80 organizations`, `No archived organizations` */
function organizations({ rows, archived }: Export): RichTextLine {
  const one = archived ? 'archived organization' : 'organization';
  return rows === 0 ? richText`No ${one}s` : richText`${bold(counted(rows ?? 0, one))}`;
}

function endUsers({ rows }: Export): Inline {
  return bold(rows === null ? 'End users' : counted(rows, 'end user'));
}
