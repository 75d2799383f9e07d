// A file is on its way out: how far it is.
import type { Export } from '../../../model/export.ts';
import type { WritingProgress } from '../../../usecases/ports.ts';
import { bar, counted, figure } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportSubject } from './export-subject.ts';

/** `progress` is `null` before the first row. */
export function exportWriting(it: Export, progress: WritingProgress | null): View {
  return view(lines(exportTitle(it), state(progress)));
}

/** 📄 Acme Ltd · asked for by @dana */
export function exportTitle(it: Export): RichTextLine {
  const what = it.kind === 'template' ? 'Template for ' : '';
  const title = richText`📄 ${what}${bold(exportSubject(it))}`;
  return it.isPrivate ? title : dotted([title, richText`asked for by ${member(it.requestedBy)}`]);
}

function state(progress: WritingProgress | null): RichTextLine {
  if (!progress) return richText`Writing the file …`;
  const { rows, total } = progress;
  return richText`Writing ${bar(rows / Math.max(1, total))} · ${figure(rows)} of ${counted(Math.max(rows, total), 'end user')}`;
}
