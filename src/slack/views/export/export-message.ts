// The message in whose thread a written file goes, by the state of the export.
import type { Export } from '../../../model/export.ts';
import type { WritingProgress } from '../../../usecases/ports.ts';
import type { View } from '../../block-kit/view.ts';
import { exportFailed } from './export-failed.ts';
import { exportPosted } from './export-posted.ts';
import { exportWriting } from './export-writing.ts';

/** What the message says now. `progress` is looked at while the file is written only. */
export function exportMessage(it: Export, progress: WritingProgress | null = null): View {
  switch (it.state) {
    case 'requested':
      return exportWriting(it, progress);
    case 'posted':
      return exportPosted(it);
    case 'failed':
      return exportFailed(it);
  }
}
