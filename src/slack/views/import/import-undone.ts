// An import was taken back: what of it, and what stays because somebody changed it since.
import type { Import } from '../../../model/import.ts';
import type { Undo } from '../../../model/undo.ts';
import { duration } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { keptReadOutside } from './external-notice.ts';
import { importNumber } from './import-title.ts';
import { lastTryFailed } from './last-try-failed.ts';
import { redoButton } from './undo-buttons.ts';
import { didAnything, undoneCounts } from './undo-counts.ts';
import { undoKept } from './undo-kept.ts';

export function importUndone(it: Import, undo: Undo): View {
  return view(
    lines(undoneSentence(undo)),
    ...undoKept(undo),
    lines(keptReadOutside(it, undo)),
    lastTryFailed(it),
    lines(importNumber(it)),
    didAnything(undo) ? redoButton(it) : null,
  );
}

/** ↩️ Undone by @dana in 0.4 s: 42 end users removed · 310 changed back (518 cells). */
export function undoneSentence(undo: Undo): RichTextLine {
  if (!didAnything(undo)) return richText`↩️ Undone by ${member(undo.by)}, but nothing was left to take back.`;
  return richText`↩️ Undone by ${member(undo.by)} in ${duration(undo.ms)}: ${bold(undoneCounts(undo))}.`;
}
