// What is said beside the file of rows that an import leaves out, and of rows with damaged cells.
import type { Import } from '../../../model/import.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function problemFileComment({ plan }: Import): View {
  const leftOut = plan?.leftOut ?? 0;
  const damaged = plan?.damagedCells ?? 0;
  return view(
    lines(
      richText`${content(leftOut, damaged)}, with the reason in the column ${code('problem')}.`,
      damaged > 0 ? beforeMending : null,
      richText`Mend ${leftOut + damaged === 1 ? 'it' : 'them'}, save as CSV and share the file in this thread; ${code('import_ref')} keeps a row from being imported twice.`,
    ),
  );
}

function content(leftOut: number, damaged: number): string {
  const rows = `${counted(leftOut, 'row')} left out`;
  if (damaged === 0) return rows;
  const cells = `${counted(damaged, 'cell')} that a spreadsheet damaged`;
  return leftOut === 0 ? cells : `${rows} and ${cells}`;
}

const beforeMending: RichTextLine = richText`In a spreadsheet, format a damaged cell as text before you mend it; else it is damaged again.`;
