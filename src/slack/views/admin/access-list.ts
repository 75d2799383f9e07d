// Answers `access`: the granted roles, and the roles of everyone else.
import { counted } from '../../../model/counted.ts';
import { type DefaultRole, type Grant, type Role, roles } from '../../../model/permissions.ts';
import { type Button, buttons, type Confirm, lines, row } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { MemberKind } from '../../web/member-identity.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';

/** How many grants a page shows, and so how many to load and to look up in Slack. */
export const shownGrants = 8;

/** A grant, and what kind of member holds it now. */
export type ShownGrant = Grant & { readonly kind: MemberKind };

/** `grants` are sorted with the highest role first; `total` counts all of them. */
export function accessList(access: {
  readonly grants: readonly ShownGrant[];
  readonly total: number;
  readonly defaultRole: DefaultRole;
  readonly page: number;
}): View {
  const { page } = access;
  const shown = access.grants.slice(0, shownGrants);
  const total = counted(access.total, 'member has a granted role', 'members have granted roles');
  return view(
    lines(
      richText`${bold(titleOfPage(access.total === 0 ? 'No one has been granted a role.' : total, page))}`,
    ),
    ...shown.map((grant) => row(grantLine(grant), rowButtons(grant, access.defaultRole))),
    buttons(...pageButtons({ list: 'access', page, search: '' }, access.total > (page + 1) * shownGrants)),
    lines(
      richText`Slack admins and owners of the workspace: ${bold('admin')}`,
      richText`All other members: ${bold(access.defaultRole)} (${code(`${slashCommand} settings default role`)})`,
      richText`Guests and people from other companies: ${bold('none')}, always`,
    ),
    lines(roleMeanings),
  );
}

export const roleMeanings: RichTextLine = richText`${code('view')} can export and look up · ${code('edit')} can also import and edit · ${code('admin')} can do everything`;

/** A role is changed or revoked by command, whose reply says what that means. */
function rowButtons({ memberId, role, kind }: ShownGrant, defaultRole: DefaultRole): Button[] {
  const others = kind === 'member' ? roles.filter((other) => other !== role) : [];
  return commandButtons(
    ...others.map((other) => ({
      command: `access grant <@${memberId}> ${other}`,
      label: `Make ${other}`,
      ...(other === 'admin' && { confirm: adminQuestion(role) }),
    })),
    { command: `access revoke <@${memberId}>`, label: 'Revoke', confirm: revokeQuestion(role, defaultRole) },
  );
}

// Slack shows these texts as they are: a member can't be mentioned in them.
const adminQuestion = (role: Role): Confirm => ({
  title: 'Make this member an admin?',
  text: `They have the role “${role}” now. Admins can do everything in this app, such as granting roles and undoing any import.`,
  confirm: 'Make admin',
  deny: 'Cancel',
});

const revokeQuestion = (role: Role, defaultRole: DefaultRole): Confirm => ({
  title: `Revoke the role “${role}”?`,
  text: `The member then has the default role, “${defaultRole}”${defaultRole === 'none' ? ', and can’t use the app' : ''}. A Slack admin or owner stays an admin here.`,
  confirm: 'Revoke',
  deny: 'Cancel',
});

function grantLine({ memberId, role, kind }: ShownGrant): RichTextLine {
  return richText`${member(memberId)} · ${bold(role)}${kind === 'member' ? '' : withoutAccess[kind]}`;
}

const withoutAccess: { readonly [Kind in Exclude<MemberKind, 'member'>]: string } = {
  guest: ', but no access: a guest',
  bot: ', but no access: a bot',
  stranger: ', but no access: from another company',
  deactivated: ', but no access: deactivated',
};
