// Answers `access`: the granted roles, and the roles of everyone else.
import { counted, figure } from '../../../model/counted.ts';
import type { DefaultRole, Grant } from '../../../model/permissions.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { MemberKind } from '../../web/members.ts';

/** How many grants one message shows, and so how many to load and to look up in Slack. */
export const shownGrants = 30;

/** A grant, and what kind of member holds it now. */
export type ShownGrant = Grant & { readonly kind: MemberKind };

/** `grants` are sorted with the highest role first; `total` counts all of them. */
export function accessList(access: {
  readonly grants: readonly ShownGrant[];
  readonly total: number;
  readonly defaultRole: DefaultRole;
}): View {
  const shown = access.grants.slice(0, shownGrants);
  const more = access.total - shown.length;
  const total = counted(access.total, 'member was', 'members were');
  return view(
    lines(
      richText`${bold(access.total === 0 ? 'No member was granted a role.' : `${total} granted a role`)}`,
    ),
    bullets(shown.map(grantLine)),
    more > 0 ? lines(richText`… and ${figure(more)} more`) : null,
    lines(
      richText`Slack admins and owners of the workspace: ${bold('admin')}`,
      richText`All other members: ${bold(access.defaultRole)} (${code(`${slashCommand} settings default role`)})`,
      richText`Guests and people from other companies: ${bold('none')}, always`,
    ),
    lines(
      richText`${code('view')} can export and look up · ${code('edit')} can also import and edit · ${code('admin')} can do everything`,
    ),
  );
}

function grantLine({ memberId, role, kind }: ShownGrant): RichTextLine {
  return richText`${member(memberId)} · ${bold(role)}${kind === 'member' ? '' : withoutAccess[kind]}`;
}

const withoutAccess: { readonly [Kind in Exclude<MemberKind, 'member'>]: string } = {
  guest: ', but no access: a guest',
  bot: ', but no access: a bot',
  stranger: ', but no access: from another company',
  deactivated: ', but no access: deactivated',
};
