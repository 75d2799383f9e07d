// The message of an undone import: what was reverted, and what was kept because it was changed since.
import type { Import } from '../../../model/import.ts';
import type { Undo } from '../../../model/undo.ts';
import { duration } from '../../block-kit/format-numbers.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { externalKeptNotice } from './external-notice.ts';
import { importNumber } from './import-title.ts';
import { askedFor, secondPersonLines } from './second-person-needed.ts';
import { redoButton, undoTooButton } from './undo-buttons.ts';
import { didAnything, isPartial, undoneCounts } from './undo-counts.ts';
import { undoFailed } from './undo-failed.ts';
import { undoKept } from './undo-kept.ts';

export function importUndone(record: Import, undo: Undo): View {
  return view(
    lines(undoneSentence(undo)),
    ...undoKept(undo),
    lines(externalKeptNotice(record, undo)),
    undoFailed(record),
    secondPersonLines(record),
    lines(importNumber(record)),
    undoTooButton(undo),
    didAnything(undo) || isPartial(undo) ? buttons(redoButton(record)) : null,
  );
}

/** ↩️ Undone (or: partly undone) by @dana in 0.4 s: 42 end users removed · 310 reverted (518 cells). */
export function undoneSentence(undo: Undo): RichTextLine {
  const undone = isPartial(undo) ? '↩️ Partly undone' : '↩️ Undone';
  if (!didAnything(undo)) {
    const but = isPartial(undo) ? 'later changes hold all of it back' : 'nothing was left to undo';
    return richText`${undone} by ${member(undo.by)}${askedFor(undo)}, but ${but}.`;
  }
  return richText`${undone} by ${member(undo.by)}${askedFor(undo)} in ${duration(undo.ms)}: ${bold(undoneCounts(undo))}.`;
}
