// The direct message to the member who installed the app, or to the first admin who uses it: the way to the first import.
import { lines, steps } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function firstSteps(): View {
  return view(
    lines(
      richText`👋 ${bold('I import and export the end users of your organizations as CSV files.')} Four steps to the first import:`,
    ),
    steps([
      richText`Say who may use me: ${code(`${slashCommand} access grant @dana edit`)} for who imports, ${code('view')} for who only exports. Until then, only Slack admins and owners of this workspace can, and only they can do this step and the next.`,
      richText`Add an organization: ${code(`${slashCommand} org add Acme Ltd`)}`,
      richText`Invite me to the channel where your team shares files: type ${code('/invite @endusers')} there.`,
      richText`Share a CSV file there, or here. ${code(`${slashCommand} template`)} gets you one to fill in. You see what would change, and nothing changes until you approve it.`,
    ]),
    lines(
      richText`Channels with guests show only numbers, no names: ${code(`${slashCommand} settings`)} · Everything I can do: ${code(`${slashCommand} help`)}`,
    ),
  );
}
