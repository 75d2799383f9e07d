// What is said beside the file of the rows that a plan leaves out.
import type { Import } from '../../model/import.ts';
import { counted } from './figures.ts';
import { bold, code, say } from './line.ts';
import { lines, steps } from './part.ts';
import { type View, view } from './view.ts';

export function problemFileComment({ plan }: Import): View {
  const leftOut = plan?.leftOut ?? 0;
  return view(
    lines(say`${bold(counted(leftOut, 'row'))} left out, as shared, each with its reason:`),
    steps([
      say`Mend what the column ${code('problem')} says. Leave ${code('import_ref')} as it is: it keeps a row from coming in twice.`,
      say`Save the file as CSV and share it in this thread.`,
    ]),
  );
}
