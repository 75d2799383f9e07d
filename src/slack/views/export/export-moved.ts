// Replaces the message of an export in a channel where names and values became hidden before the file was posted.
import type { Export } from '../../../model/export.ts';
import type { HiddenBecause } from '../../../model/hidden-because.ts';
import { lines } from '../../block-kit/part.ts';
import { member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { hiddenBecauseWords } from '../notices/hidden-because-words.ts';
import { exportTitle } from './export-writing.ts';
import { redactExport } from './redact-export.ts';

export function exportMoved(record: Export, because: HiddenBecause | 'refused'): View {
  return view(
    lines(
      exportTitle(redactExport(record)),
      richText`${because === 'refused' ? 'Slack refuses files here' : hiddenBecauseWords[because]}, so ${member(record.requestedBy)} gets the file as a direct message.`,
    ),
  );
}
