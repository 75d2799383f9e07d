// The message of an import whose file is being read: progress, speed, and time left.

import { counted, figure } from '../../../model/counted.ts';
import type { Import, ReadingProgress } from '../../../model/import.ts';
import { bar, duration, roughly } from '../../block-kit/format-numbers.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { cancelButton } from './cancel-button.ts';
import { importTitle } from './import-title.ts';

/** With less data, the rate and the time left jump around. */
const settled = { bytes: 64 * 1024, milliseconds: 1000 };

/** @param progress `null` before the first bytes */
export function importReading(record: Import, progress: ReadingProgress | 'stalled' | null): View {
  const title = importTitle({ ...record, plan: null });
  return view(lines(title, ...reached(record, progress)), buttons(cancelButton(record)));
}

function reached(record: Import, progress: ReadingProgress | 'stalled' | null): RichTextLine[] {
  if (progress === 'stalled') {
    return [
      richText`Slack isn't sending the file at the moment. I'll try again soon; you don't need to do anything.`,
    ];
  }
  if (!progress || progress.bytes === 0) return [richText`Reading …`];
  if (record.fileSize > 0 && progress.bytes >= record.fileSize) {
    return [richText`${counted(progress.rows, 'row')} read. Comparing them with the current data …`];
  }
  return [state(record, progress), dotted(figures(record, progress))];
}

function state(record: Import, { bytes }: ReadingProgress): RichTextLine {
  return record.fileSize > 0 ? richText`Reading ${bar(bytes / record.fileSize)}` : richText`Reading …`;
}

function figures(record: Import, { bytes, rows, elapsedMs }: ReadingProgress): string[] {
  const isSettled = elapsedMs >= settled.milliseconds;
  const hasEnd = record.fileSize > 0;
  const all = roughly((rows / bytes) * record.fileSize);
  const rate = (rows / elapsedMs) * 1000;
  const leftMs = (elapsedMs / bytes) * (record.fileSize - bytes);
  return [
    hasEnd && bytes >= settled.bytes && all > rows
      ? `${figure(rows)} of about ${counted(all, 'row')}`
      : `${counted(rows, 'row')} so far`,
    ...(isSettled && rate >= 1 ? [`${counted(roughly(rate), 'row')} per second`] : []),
    ...(isSettled && hasEnd ? [`${duration(Math.max(1, Math.ceil(leftMs / 1000)) * 1000)} left`] : []),
  ];
}
