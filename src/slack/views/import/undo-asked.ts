// Answers `undo` and `redo`: what that would do now, and the question whether to do it.
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { UndoCounts } from '../../../model/undo.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { countedSubjects, isOfOrganizations } from './subject-noun.ts';
import { importAndPlan, redoQuestion, undoQuestion } from './undo-buttons.ts';
import { didAnything, wouldDo } from './undo-counts.ts';

export const confirmUndoAction = 'confirm-undo';
export const confirmRedoAction = 'confirm-redo';
export const keepAsIsAction = 'keep-as-is';

export function undoAsked(record: Import, direction: 'undo' | 'redo', counts: UndoCounts): View {
  const isUndo = direction === 'undo';
  const { title, text, confirm, deny } = isUndo ? undoQuestion(record) : redoQuestion(record);
  return view(
    lines(
      richText`${bold(title)} ${shorten(record.fileName, 80)}`,
      didAnything(counts)
        ? richText`This would ${bold(wouldDo(counts, direction))}.`
        : richText`This would change nothing now.`,
      kept(counts),
    ),
    lines(richText`${text}`),
    buttons(
      {
        actionId: isUndo ? confirmUndoAction : confirmRedoAction,
        label: confirm,
        value: importAndPlan(record),
        style: isUndo ? 'danger' : 'primary',
      },
      { actionId: keepAsIsAction, label: deny, value: String(record.id) },
    ),
  );
}

function kept(counts: UndoCounts): RichTextLine | null {
  const { keptCells, keptEndUsers } = counts;
  const stays = [
    ...(keptEndUsers > 0 ? [countedSubjects(keptEndUsers, counts)] : []),
    ...(keptCells > 0 ? [counted(keptCells, 'cell')] : []),
  ];
  if (stays.length === 0) return null;
  const verb = keptCells + keptEndUsers === 1 ? 'stays' : 'stay';
  return richText`${stays.join(' and ')} ${verb}: ${isOfOrganizations(counts) ? 'changed or used since' : 'changed since'}.`;
}
