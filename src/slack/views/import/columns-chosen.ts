// Answers the form about the columns of a file.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function columnsChosen(): View {
  return view(
    lines(richText`✅ I'm reading the file again with these columns. The new plan will be in the thread.`),
  );
}
