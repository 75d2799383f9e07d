// The private message about a file that nobody addressed: what it looks like, and what the member can do with it.
import { counted } from '../../../model/counted.ts';
import type { OfferedFile } from '../../../usecases/ports.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, caption, lines } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { appFileOffered } from './app-file-offered.ts';
import { refusedSentences } from './import-refused.ts';
import { organizationPicker } from './organization-picker.ts';

export const skipFileAction = 'skip-file';

export function fileOffered({ record, offer, organizations, total }: OfferedFile): View {
  if (offer.kind === 'app') return appFileOffered(record);
  const file = richText`📄 ${bold(shorten(record.fileName, 80))}`;
  if (offer.kind === 'refused') {
    return view(lines(file), lines(...refusedSentences({ ...record, reason: offer.reason })));
  }
  const looksLike = richText`${file} looks like ${
    offer.rows === null ? 'a list of end users' : counted(offer.rows, 'end user')
  }.`;
  if (total === 0) return view(lines(looksLike, noOrganization));
  const picker = organizationPicker(record.id, organizations, total, offer.hasOrganizations === true);
  const skip = { actionId: skipFileAction, label: 'Not now', value: String(record.id) };
  return view(
    lines(
      looksLike,
      richText`Should I import it? You'll see a plan first, and nothing changes until you approve it.`,
    ),
    picker.menu,
    buttons(...picker.buttons, skip),
    caption(
      richText`Only you can see this, and it disappears when Slack reloads. Later, write ${code('org')} and the organization's id or name in the file's thread.`,
    ),
  );
}

const noOrganization: RichTextLine = richText`To import it, add its organization with ${code(
  `${slashCommand} org add <name>`,
)}, then mention me in the file's thread.`;
