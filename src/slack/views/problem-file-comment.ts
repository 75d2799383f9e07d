// What is said beside the file of rows that an import leaves out.
import type { Import } from '../../model/import.ts';
import { counted } from './figures.ts';
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function problemFileComment({ plan }: Import): View {
  const rows = counted(plan?.leftOut ?? 0, 'row');
  return view(
    lines(
      say`${rows} left out, with the reason in the column ${code('problem')}.`,
      say`Mend them, save as CSV and share the file in this thread; ${code('import_ref')} keeps a row from being imported twice.`,
    ),
  );
}
