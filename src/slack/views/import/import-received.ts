// A shared file was noted; nothing has been read.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importTitle } from './import-title.ts';

export function importReceived(it: Import): View {
  return view(lines(importTitle(it), richText`Got it. Reading begins in a moment.`));
}
