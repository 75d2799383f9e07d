// Answers `access grant` and `access revoke`.
import { type DefaultRole, type Grant, type Role, roles } from '../../../model/permissions.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandNamed, slashCommand } from '../../commands/commands.ts';
import type { MemberKind } from '../../web/member-identity.ts';

/** To end the sentence "@dana can …". */
const can: { readonly [Kind in Role]: string } = {
  view: 'export and look up end users',
  edit: 'export, import, and edit end users, and undo their own imports',
  admin: 'do everything in this app',
};

export function accessGranted(
  { memberId, role }: Grant,
  defaultRole: DefaultRole,
  isSlackAdmin: boolean,
): View {
  const isLess = defaultRole !== 'none' && roles.indexOf(role) < roles.indexOf(defaultRole);
  return view(
    lines(
      richText`✅ ${member(memberId)} now has the ${bold(role)} role and can ${can[role]}.`,
      isSlackAdmin
        ? adminAnyway(memberId)
        : isLess
          ? richText`That is less than the default role, ${bold(defaultRole)}, which members without a granted role have.`
          : null,
    ),
  );
}

/** `revoked` is the role that was taken away; null when the member had none. */
export function accessRevoked(
  memberId: string,
  { revoked, defaultRole }: { readonly revoked: Role | null; readonly defaultRole: DefaultRole },
  { kind, isSlackAdmin }: { readonly kind: MemberKind; readonly isSlackAdmin: boolean },
): View {
  const result = revoked
    ? richText`✅ ${member(memberId)} no longer has the ${bold(revoked)} role.`
    : richText`${member(memberId)} was not granted any role. Nothing was changed.`;
  const remaining = richText`${member(memberId)} now has the default role: ${bold(defaultRole)}.`;
  return view(lines(result, kind !== 'member' ? null : isSlackAdmin ? adminAnyway(memberId) : remaining));
}

function adminAnyway(memberId: string): RichTextLine {
  return richText`${member(memberId)} is a Slack admin or owner of this workspace, and so is always an admin here.`;
}

/** For those who can't have a role, whatever is granted. */
export function notGrantable(memberId: string, kind: Exclude<MemberKind, 'member'>): View {
  return view(
    lines(
      richText`${member(memberId)} ${reasons[kind]}. Nothing was granted.`,
      richText`Only full members of this workspace can have a role here.`,
    ),
  );
}

const reasons: { readonly [Kind in Exclude<MemberKind, 'member'>]: string } = {
  guest: 'is a guest',
  bot: 'is a bot',
  stranger: "isn't a member of this workspace",
  deactivated: 'is deactivated',
};

/** For a name that was typed as plain text, so that Slack didn't say which member it is. */
export function memberNotNamed(name: string, command: 'access grant' | 'access revoke'): View {
  const { example } = commandNamed(command);
  return view(
    lines(
      richText`I can't tell who ${code(`@${shorten(name, 60)}`)} is. Nothing was changed.`,
      richText`Type ${code('@')} and the start of the name, then pick the member from Slack's list: ${code(`${slashCommand} ${example}`)}`,
    ),
  );
}
