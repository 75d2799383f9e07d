// Something of ours broke for good while a file was written or posted.
import type { Export } from '../../../model/export.ts';
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportTitle } from './export-writing.ts';

export function exportFailed(it: Export): View {
  return view(
    lines(exportTitle(it), richText`💥 Sorry, something broke on our side, and there is no file.`),
    lines(
      richText`Please ask for it again. If that fails too, give this reference to whoever runs the app: ${code(it.reason ?? '–')}`,
    ),
  );
}
