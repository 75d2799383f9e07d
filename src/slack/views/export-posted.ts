// A file is out: what it holds and where it is.
import type { Export } from '../../model/export.ts';
import { exportSubject } from './export-subject.ts';
import { counted } from './figures.ts';
import { bold, dotted, type Line, link, member, say } from './line.ts';
import { shorten } from './literal.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function exportPosted(it: Export): View {
  const asked = it.isPrivate ? [] : [say`asked for by ${member(it.requestedBy)}`];
  return view(
    lines(
      dotted([say`✅ ${exportContent(it)}`, ...asked]),
      it.fileName === null
        ? null
        : say`The file is in this thread: ${link(it.permalink, shorten(it.fileName, 120))}`,
    ),
  );
}

/** 3,120 end users of Acme Ltd — or: Template for Acme Ltd */
export function exportContent(it: Export): Line {
  const subject = bold(exportSubject(it));
  if (it.kind === 'template') return say`Template for ${subject}`;
  return it.rows === 0
    ? say`No end users yet in ${it.organizationId === null ? 'any organization' : subject}`
    : say`${endUsers(it)} of ${subject}`;
}

function endUsers({ rows }: Export) {
  return bold(rows === null ? 'End users' : counted(rows, 'end user'));
}
