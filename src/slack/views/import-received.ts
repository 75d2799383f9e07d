// A shared file was noted; nothing has been read.
import type { Import } from '../../model/import.ts';
import { importTitle } from './import-title.ts';
import { say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function importReceived(it: Import): View {
  return view(lines(importTitle(it), say`Got it. Reading begins in a moment.`));
}
