// The comment on a problem file, which has the rows that were left out and the rows with damaged cells.

import { counted } from '../../../model/counted.ts';
import { type Import, whyHidden } from '../../../model/import.ts';
import { rowsWithProblem } from '../../../model/left-out.ts';
import { lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function problemFileComment(record: Import): View {
  const { plan, id } = record;
  // Then it goes to a direct message, where nothing else says which import it is about.
  const isAlone = whyHidden(record) !== null;
  const leftOut = plan ? rowsWithProblem(plan) : 0;
  const damaged = plan?.damagedCells ?? 0;
  return view(
    lines(
      richText`${isAlone ? `Import ${id}: ` : ''}${content(leftOut, damaged)}. The column ${code('problem')} says why.`,
      damaged > 0 ? formatAsText : null,
      richText`Fix ${leftOut + damaged === 1 ? 'it' : 'them'}, save the file as CSV, and share it ${isAlone ? 'here' : 'in this thread'}. Keep ${code('import_ref')}: it prevents importing a row twice.`,
    ),
  );
}

function content(leftOut: number, damaged: number): string {
  const rows = `${counted(leftOut, 'row')} left out`;
  if (damaged === 0) return rows;
  const cells = counted(damaged, 'damaged cell');
  return leftOut === 0 ? cells : `${rows} and ${cells}`;
}

const formatAsText: RichTextLine = richText`In a spreadsheet, format a damaged cell as text before you fix it. Otherwise it will be damaged again.`;
