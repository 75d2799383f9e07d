// An undo, or the undo of an undo, that can't be done: how the import stands, and what to do instead.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { importOutcome } from './import-outcome.ts';

export function nothingToUndo(it: Import): View {
  return view(lines(dotted([bold(`Import ${it.id}`), importOutcome(it)]), why(it)));
}

function why(it: Import): RichTextLine {
  switch (it.state) {
    case 'received':
    case 'reading':
    case 'planning':
    case 'applying':
      return richText`It is not applied yet, so there is nothing to undo.`;
    case 'planned':
      return richText`It is not applied yet, so there is nothing to undo. To drop it, press “Cancel” in its thread.`;
    case 'undoing':
      return richText`It is being undone already${askedBy(it)}. Its thread will say what was taken back.`;
    case 'undone':
      return richText`It was undone already${by(it)}. To apply it again: ${code(`${slashCommand} redo ${it.id}`)}`;
    case 'redoing':
      return richText`It is just being applied again${askedBy(it)}. Once that is done, you can undo it.`;
    case 'applied':
      return richText`It is applied${it.undo ? richText` again${by(it)}` : ''}. To undo it: ${code(`${slashCommand} undo ${it.id}`)}`;
    case 'unneeded':
    case 'refused':
    case 'cancelled':
    case 'failed':
    case 'ignored':
      return richText`It changed nothing, so there is nothing to undo.`;
  }
}

function by({ undo }: Import): RichTextLine {
  return undo ? richText` by ${member(undo.by)}` : [];
}

function askedBy({ undoneBy }: Import): RichTextLine {
  return undoneBy === null ? [] : richText`, asked for by ${member(undoneBy)}`;
}
