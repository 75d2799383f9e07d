// A click on a button of a plan that is no longer the one to decide on.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importOutcome } from './import-outcome.ts';

export function alreadyDecided(it: Import): View {
  if (it.state === 'planned' || it.state === 'planning' || it.state === 'reading') {
    return view(
      lines(
        richText`That plan of import ${String(it.id)} no longer holds. Your click changed nothing.`,
        richText`Please look at the new plan in the thread, and decide on that.`,
      ),
    );
  }
  const by = it.decidedBy ? richText` by ${member(it.decidedBy)}` : '';
  return view(
    lines(
      richText`${bold(`Import ${it.id}`)} was decided already${by}: ${importOutcome(it)}. Your click changed nothing.`,
    ),
  );
}
