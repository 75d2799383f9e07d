// A plan that a member turned down.
import type { Import } from '../../model/import.ts';
import { importNumber } from './import-title.ts';
import { type Line, member, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function importCancelled(it: Import): View {
  return view(
    lines(cancelledSentence(it), say`If you want it after all, share the file again.`),
    lines(importNumber(it)),
  );
}

/** ✋ Cancelled by @dana. Nothing was changed. */
export function cancelledSentence(it: Import): Line {
  return say`✋ Cancelled${it.decidedBy ? say` by ${member(it.decidedBy)}` : ''}. Nothing was changed.`;
}
