// Confirms `org add`.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function organizationAdded({ id, name }: Organization): View {
  return view(
    lines(
      richText`✅ Added ${bold(shorten(name, 80))} (id ${code(String(id))}).`,
      richText`To import its end users, share a CSV file with ${code(`org ${id}`)} in the message. A file to start from: ${code(`${slashCommand} template ${id}`)}`,
    ),
  );
}
