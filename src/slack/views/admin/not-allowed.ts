// A member may not do what was asked for: which right is missing, and whom to ask.
import { type Permission, permissions } from '../../../model/permissions.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

const shown = 3;

/** `ask` are the ids of members to whom `admin` was granted; with none it is Slack's own admins. */
export function notAllowed(deed: Permission, ask: readonly string[]): View {
  const { needs, words } = permissions[deed];
  return view(
    lines(
      richText`You may not ${words} here: that needs the right ${bold(needs)}. Nothing was done.`,
      whomToAsk(ask.slice(0, shown)),
    ),
  );
}

function whomToAsk(ask: readonly string[]): RichTextLine {
  if (ask.length === 0) return richText`Please ask a Slack admin or owner of this workspace for it.`;
  return richText`${ask.length === 1 ? 'This member' : 'These members'} can give it to you: ${dotted(ask.map(member))}`;
}

/** For guests, bots, people of other companies and deactivated members: nobody can grant them anything. */
export function notForOutsiders(): View {
  return view(
    lines(
      richText`You may not use this app in this workspace. Nothing was done.`,
      richText`Guests and people of other companies can't. Please ask a member of this workspace to do it.`,
    ),
  );
}
