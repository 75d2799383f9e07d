// The direct message to a member who was granted a role: what they may do now, and how to begin.
import type { Role } from '../../../model/permissions.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function roleGranted({ role, grantedBy }: { readonly role: Role; readonly grantedBy: string }): View {
  return view(
    lines(
      richText`👋 ${member(grantedBy)} gave you the role ${bold(role)}: ${mayNow[role]}.`,
      begin[role],
      richText`Everything I can do: ${code(`${slashCommand} help`)}`,
    ),
  );
}

const mayNow: { readonly [Kind in Role]: string } = {
  view: 'you can export and look up the end users of your organizations',
  edit: 'you can export, import, and edit end users, and undo your own imports',
  admin: 'you can do everything in this app, also add organizations, grant roles, and undo any import',
};

const share: RichTextLine = richText`To begin, share a CSV file here or in a channel that I'm in: you see what would change, and nothing changes until it is approved. ${code(`${slashCommand} template`)} gets you a file to fill in.`;

const begin: { readonly [Kind in Role]: RichTextLine } = {
  view: richText`To begin: ${code(`${slashCommand} orgs`)} lists the organizations, ${code(`${slashCommand} export all`)} gets you a file, ${code(`${slashCommand} find ana`)} finds an end user.`,
  edit: share,
  admin: richText`To begin: ${code(`${slashCommand} org add Acme Ltd`)} adds an organization, ${code(`${slashCommand} access grant @dana edit`)} lets someone import, ${code(`${slashCommand} settings`)} shows the settings.`,
};
