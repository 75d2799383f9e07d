// Answers an undo or a redo that is not possible: the state of the import, and what to do instead.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { importOutcome } from './import-outcome.ts';
import { whereResult } from './undo-accepted.ts';

/** @param permalink link to the import's message; `null` when unknown */
export function undoRejected(record: Import, direction: 'undo' | 'redo', permalink: string | null): View {
  const title = dotted([bold(`Import ${record.id}`), importOutcome(record)]);
  return view(lines(title, why(record, direction, whereResult(record, permalink, false))));
}

function why(record: Import, direction: 'undo' | 'redo', where: RichTextLine): RichTextLine {
  const nothingTo = richText`there is nothing to ${direction}`;
  switch (record.state) {
    case 'received':
    case 'reading':
    case 'planning':
    case 'applying':
      return richText`It hasn't been applied yet, so ${nothingTo}.`;
    case 'planned':
      return richText`It hasn't been applied yet, so ${nothingTo}. To cancel it: ${code(`${slashCommand} results ${record.id}`)}`;
    case 'undoing':
      return direction === 'undo'
        ? richText`It is already being undone${requestedBy(record)}. ${where}`
        : richText`It is still being undone${requestedBy(record)}. When that is done, you can redo it.`;
    case 'undone':
      return richText`It was already undone${by(record)}. To apply it again: ${code(`${slashCommand} redo ${record.id}`)}`;
    case 'redoing':
      return direction === 'redo'
        ? richText`It is already being applied again${requestedBy(record)}. ${where}`
        : richText`It is still being applied again${requestedBy(record)}. When that is done, you can undo it.`;
    case 'applied':
      return richText`It was applied${record.undo ? richText` again${by(record)}` : ''}${direction === 'redo' ? richText`, so ${nothingTo}` : ''}. To undo it: ${code(`${slashCommand} undo ${record.id}`)}`;
    case 'unneeded':
    case 'refused':
    case 'cancelled':
    case 'failed':
    case 'ignored':
      return richText`It changed nothing, so ${nothingTo}.`;
  }
}

function by({ undo }: Import): RichTextLine {
  return undo ? richText` by ${member(undo.by)}` : [];
}

function requestedBy({ undoneBy }: Import): RichTextLine {
  return undoneBy === null ? [] : richText`, requested by ${member(undoneBy)}`;
}
