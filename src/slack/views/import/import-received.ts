// The message of an import before its file is read.
import type { Import } from '../../../model/import.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { cancelButton } from './cancel-button.ts';
import { importTitle } from './import-title.ts';

export function importReceived(record: Import): View {
  return view(
    lines(importTitle(record), richText`Got it. I'll start reading in a moment.`),
    buttons(cancelButton(record)),
  );
}
