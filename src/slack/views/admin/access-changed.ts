// The answers to grants and revocations.
import type { DefaultRole, Grant, Role } from '../../../model/permissions.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { MemberKind } from '../../web/members.ts';

const can: { readonly [Kind in Role]: string } = {
  view: 'export end users and look up what is here',
  edit: 'export, import and edit end users, and undo their own imports',
  admin: 'do all that this app can do',
};

export function accessGranted({ memberId, role }: Grant, isSlackAdmin: boolean): View {
  return view(
    lines(
      richText`✅ ${member(memberId)} has the right ${bold(role)} now: may ${can[role]}.`,
      isSlackAdmin ? anywayAdmin(memberId) : null,
    ),
  );
}

/** `revoked` is null when there was nothing to take back. */
export function accessRevoked(
  memberId: string,
  { revoked, defaultRole }: { readonly revoked: Role | null; readonly defaultRole: DefaultRole },
  { kind, isSlackAdmin }: { readonly kind: MemberKind; readonly isSlackAdmin: boolean },
): View {
  const did = revoked
    ? richText`✅ The right ${bold(revoked)} of ${member(memberId)} is taken back.`
    : richText`Nothing was granted to ${member(memberId)}, so there is nothing to take back.`;
  const left = richText`What is left is the default of all members: ${bold(defaultRole)}.`;
  return view(lines(did, kind !== 'member' ? null : isSlackAdmin ? anywayAdmin(memberId) : left));
}

function anywayAdmin(memberId: string): RichTextLine {
  return richText`As a Slack admin or owner of this workspace, ${member(memberId)} is an admin here in any case.`;
}

/** For those who have nothing here, ever. */
export function notGrantable(memberId: string, kind: Exclude<MemberKind, 'member'>): View {
  return view(
    lines(
      richText`${member(memberId)} ${because[kind]}. Nothing was granted.`,
      richText`Only full members of this workspace can have rights here.`,
    ),
  );
}

const because: { readonly [Kind in Exclude<MemberKind, 'member'>]: string } = {
  guest: 'is a guest, and guests can have no right here',
  bot: 'is a bot, and bots can have no right here',
  stranger: 'is not of this workspace, and people of other companies can have no right here',
  deactivated: 'is deactivated, and so can have no right here',
};

/** A name as mere text: Slack didn't say who it is. */
export function memberNotNamed(name: string): View {
  return view(
    lines(
      richText`I can't tell who ${code(`@${shorten(name, 60)}`)} is. Nothing was changed.`,
      richText`Write ${code('@')} and the beginning of the name, and choose the member from the list that Slack shows: ${code(`${slashCommand} access grant @member edit`)}`,
    ),
  );
}
