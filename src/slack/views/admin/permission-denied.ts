// Answers a member without the role that an action takes: which role, and who can grant it.
import { type Permission, permissions } from '../../../model/permissions.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

const shown = 3;

/** @param admins ids of members who were granted `admin`; when empty, the message names Slack's own admins */
export function permissionDenied(permission: Permission, admins: readonly string[]): View {
  const { needs, words } = permissions[permission];
  return view(
    lines(richText`You need the role ${bold(needs)} to ${words}. Nothing was done.`, whoCanGrant(admins)),
  );
}

/** Whom to ask for a role. @param all as for `permissionDenied` */
export function whoCanGrant(all: readonly string[]): RichTextLine {
  const admins = all.slice(0, shown);
  if (admins.length === 0) return richText`Ask a Slack admin or owner of this workspace for it.`;
  const [only, ...others] = admins;
  if (only && others.length === 0) return richText`Ask ${member(only)} for it.`;
  return richText`Ask one of these members for it: ${dotted(admins.map(member))}`;
}

/** For guests, bots, people from other companies, and deactivated members, who can't be granted any role. */
export function outsiderDenied(): View {
  return view(
    lines(
      richText`You can't use this app in this workspace. Nothing was done.`,
      richText`It is not open to guests and people from other companies. Ask a member of this workspace to do this for you.`,
    ),
  );
}
