// Replaces the message of an export in a channel that became shared with another company before the file was posted.
import type { Export } from '../../../model/export.ts';
import { lines } from '../../block-kit/part.ts';
import { member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportTitle } from './export-writing.ts';
import { redactExport } from './redact-export.ts';

export function exportMoved(record: Export): View {
  return view(
    lines(
      exportTitle(redactExport(record)),
      richText`This channel is shared with another company now, so ${member(record.requestedBy)} gets the file as a direct message.`,
    ),
  );
}
