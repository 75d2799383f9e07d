// How to import end users, in three steps.
import { buttons, lines, steps } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';

export const importGuideAction = 'import-guide';

export function importGuide(): View {
  return view(
    lines(richText`${bold('To import end users')}`),
    steps([
      richText`Take any CSV file of people, or one of these: a template to fill in, or an export to edit.`,
      richText`Share it in a channel that I'm in, or in a direct message to me. New end users are for one organization? Write ${code('org 12')} in the message.`,
      richText`Read the plan in the file's thread, and click “Apply”. Until then, nothing changes.`,
    ]),
    buttons(
      ...commandButtons(
        { command: 'template', label: 'Template' },
        { command: 'import', label: 'Export to edit' },
        { command: 'orgs', label: 'Organizations' },
      ),
    ),
  );
}
