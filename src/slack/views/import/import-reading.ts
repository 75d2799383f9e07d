// A file is being read: how far, how fast, how long still.
import type { Import, ReadingProgress } from '../../../model/import.ts';
import { bar, counted, duration, figure, roughly } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';

/** Before this much was seen, a rate or a time left is a guess that jumps. */
const settled = { bytes: 64 * 1024, milliseconds: 1000 };

/** `progress` is `null` before the first bytes. */
export function importReading(it: Import, progress: ReadingProgress | null): View {
  const title = importTitle({ ...it, plan: null });
  if (!progress || progress.bytes === 0) return view(lines(title, richText`Reading …`));
  if (it.fileSize > 0 && progress.bytes >= it.fileSize) {
    return view(
      lines(title, richText`${counted(progress.rows, 'row')} read. Now comparing with what is here …`),
    );
  }
  return view(lines(title, state(it, progress), dotted(figures(it, progress))));
}

function state(it: Import, { bytes }: ReadingProgress): RichTextLine {
  return it.fileSize > 0 ? richText`Reading ${bar(bytes / it.fileSize)}` : richText`Reading …`;
}

function figures(it: Import, { bytes, rows, elapsedMs }: ReadingProgress): string[] {
  const isSettled = elapsedMs >= settled.milliseconds;
  const hasEnd = it.fileSize > 0;
  const all = roughly((rows / bytes) * it.fileSize);
  const rate = (rows / elapsedMs) * 1000;
  const leftMs = (elapsedMs / bytes) * (it.fileSize - bytes);
  return [
    hasEnd && bytes >= settled.bytes && all > rows
      ? `${figure(rows)} of about ${counted(all, 'row')}`
      : `${counted(rows, 'row')} so far`,
    ...(isSettled && rate >= 1 ? [`${counted(roughly(rate), 'row')} per second`] : []),
    ...(isSettled && hasEnd ? [`${duration(Math.max(1, Math.ceil(leftMs / 1000)) * 1000)} left`] : []),
  ];
}
