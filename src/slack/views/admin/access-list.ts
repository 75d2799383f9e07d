// Who may do what: what was granted, and what holds for all others.
import type { DefaultRole, Grant } from '../../../model/permissions.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { MemberKind } from '../../web/members.ts';

/** How many one message shows: worth asking the database and Slack for. */
export const shownGrants = 30;

/** A grant, and what the member is in Slack by now. */
export type ShownGrant = Grant & { readonly kind: MemberKind };

/** Those that may most first; `total` counts all grants. */
export function accessList(all: {
  readonly grants: readonly ShownGrant[];
  readonly total: number;
  readonly defaultRole: DefaultRole;
}): View {
  const shown = all.grants.slice(0, shownGrants);
  const more = all.total - shown.length;
  return view(
    lines(
      richText`${bold(all.total === 0 ? 'Nothing was granted to anybody.' : counted(all.total, 'grant'))}`,
    ),
    bullets(shown.map(grantLine)),
    more > 0 ? lines(richText`… and ${figure(more)} more.`) : null,
    lines(
      richText`Slack admins and owners of the workspace: ${bold('admin')}`,
      richText`All other members: ${bold(all.defaultRole)} (${code(`${slashCommand} settings default role`)})`,
      richText`Guests and people of other companies: ${bold('none')}, always`,
    ),
    lines(
      richText`${code('view')} exports and looks up · ${code('edit')} also imports · ${code('admin')} does all of it`,
    ),
  );
}

function grantLine({ memberId, role, kind }: ShownGrant): RichTextLine {
  return richText`${member(memberId)} · ${bold(role)}${kind === 'member' ? '' : noLonger[kind]}`;
}

const noLonger: { readonly [Kind in Exclude<MemberKind, 'member'>]: string } = {
  guest: ', but is a guest by now and so has nothing',
  bot: ', but is a bot and so has nothing',
  stranger: ', but is of another company and so has nothing',
  deactivated: ', but is deactivated by now and so has nothing',
};
