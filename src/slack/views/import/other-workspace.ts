// Answers a click on an import's message by a member whose workspace has no such import: in a channel that several
// workspaces share, everyone sees the buttons. Says nothing about the import itself.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function otherWorkspace(): View {
  return view(
    lines(
      richText`🔒 This import belongs to the app of another workspace, so only members of that workspace can see it or decide on it.`,
      richText`Please ask whoever shared the file.`,
    ),
  );
}
