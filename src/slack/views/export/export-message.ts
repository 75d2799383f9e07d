// Picks the message of an export by its state. The file goes to the thread of this message.
import type { Export } from '../../../model/export.ts';
import type { WritingProgress } from '../../../usecases/ports.ts';
import type { View } from '../../block-kit/view.ts';
import { exportFailed } from './export-failed.ts';
import { exportPosted } from './export-posted.ts';
import { exportWriting } from './export-writing.ts';

/** @param progress used only while the file is being written */
export function exportMessage(record: Export, progress: WritingProgress | null = null): View {
  switch (record.state) {
    case 'requested':
      return exportWriting(record, progress);
    case 'posted':
      return exportPosted(record);
    case 'failed':
      return exportFailed(record);
  }
}
