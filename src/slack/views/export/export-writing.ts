// The message of an export whose file is being written, with the progress.

import { counted, figure } from '../../../model/counted.ts';
import type { Export } from '../../../model/export.ts';
import type { WritingProgress } from '../../../usecases/ports.ts';
import { bar } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { momentWords } from './export-moment.ts';
import { exportNoun, exportSubject } from './export-subject.ts';

/** @param progress `null` before the first row */
export function exportWriting(record: Export, progress: WritingProgress | null): View {
  return view(lines(exportTitle(record), state(record, progress)));
}

/** 📄 Acme Ltd · requested by @dana */
export function exportTitle(record: Export): RichTextLine {
  const what = { template: 'Template for ', organizations: 'List of ', export: '' }[record.kind];
  const title = richText`📄 ${what}${bold(exportSubject(record))}${momentWords(record)}`;
  return record.isPrivate ? title : dotted([title, richText`requested by ${member(record.requestedBy)}`]);
}

function state({ kind }: Export, progress: WritingProgress | null): RichTextLine {
  if (!progress) return richText`Writing the file …`;
  const { rows, total } = progress;
  return richText`Writing ${bar(rows / Math.max(1, total))} · ${figure(rows)} of ${counted(Math.max(rows, total), exportNoun(kind))}`;
}
