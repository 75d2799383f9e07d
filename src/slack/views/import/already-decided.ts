// Answers a click on a plan that was replaced or already decided.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importOutcome } from './import-outcome.ts';

export function alreadyDecided(record: Import): View {
  if (record.state === 'planned' || record.state === 'planning' || record.state === 'reading') {
    return view(
      lines(
        richText`That plan of import ${String(record.id)} is out of date. Your click changed nothing.`,
        richText`Please decide on the new plan in the thread.`,
      ),
    );
  }
  const by = record.decidedBy ? richText` by ${member(record.decidedBy)}` : '';
  return view(
    lines(
      richText`${bold(`Import ${record.id}`)} was already decided${by}: ${importOutcome(record)}. Your click changed nothing.`,
    ),
  );
}
