// The message of an export that failed on our side.
import type { Export } from '../../../model/export.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { reportReference } from '../notices/report-reference.ts';
import { exportTitle } from './export-writing.ts';

export function exportFailed(record: Export): View {
  return view(
    lines(exportTitle(record), richText`💥 Sorry, something broke on our side. No file was posted.`),
    lines(richText`Please try again. ${reportReference(record.reason ?? '–')}`),
  );
}
