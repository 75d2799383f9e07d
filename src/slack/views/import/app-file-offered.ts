// The message about a file that an app or a workflow posted: a member has to import it.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { takeFileActions, writeTaken } from './organization-picker.ts';

export function appFileOffered({ id, fileName }: Import): View {
  return view(
    lines(
      richText`📄 ${bold(shorten(fileName, 80))} was posted by an app or a workflow, so a member has to import it.`,
      richText`Whoever clicks sees a plan first, and nothing changes until it is approved.`,
    ),
    buttons({
      actionId: takeFileActions.button,
      label: 'Import this',
      value: writeTaken(id, null),
      style: 'primary',
    }),
  );
}
