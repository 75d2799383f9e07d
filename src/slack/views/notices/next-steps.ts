// Answers the slash command alone: what this member may do next, as buttons.
import type { Permission } from '../../../model/permissions.ts';
import { type Button, buttons, lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { whoCanGrant } from '../admin/permission-denied.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { importGuideAction } from './import-guide.ts';

/** What the buttons depend on. */
export const startPermissions = [
  'find',
  'import',
  'add organizations',
  'manage access',
  'manage settings',
] as const satisfies readonly Permission[];

type Start = {
  readonly may: ReadonlySet<(typeof startPermissions)[number]>;
  readonly hasOrganizations: boolean;
  /** Whom to ask, where the member can do nothing. */
  readonly admins: readonly string[];
};

export function start({ may, hasOrganizations, admins }: Start): View {
  return view(
    lines(...situation({ may, hasOrganizations, admins })),
    buttons(...(hasOrganizations && may.has('find') ? next(may) : [])),
    buttons(
      ...commandButtons(
        ...(!hasOrganizations && may.has('add organizations')
          ? [{ command: 'org add', label: 'Add organization…', style: 'primary' as const }]
          : []),
        ...(may.has('manage access') ? [{ command: 'access', label: 'Access' }] : []),
        ...(may.has('manage settings') ? [{ command: 'settings', label: 'Settings' }] : []),
        { command: 'help', label: 'All commands' },
      ),
    ),
  );
}

function situation({ may, hasOrganizations, admins }: Start): RichTextLine[] {
  if (!may.has('find')) return [richText`You have no role in this app yet.`, whoCanGrant(admins)];
  if (hasOrganizations) {
    const how =
      "To import end users, share a CSV file in a channel that I'm in, or in a direct message to me.";
    return [
      richText`${bold('What would you like to do?')}`,
      ...(may.has('import') ? [richText`${how} Nothing changes until you approve it.`] : []),
    ];
  }
  const empty = richText`There are no organizations yet, and every end user belongs to one.`;
  if (may.has('add organizations')) return [empty, richText`Add the first, then share a CSV file.`];
  return [
    empty,
    admins.length === 0 ? richText`Ask a Slack admin or owner to add one.` : whoCanGrant(admins),
  ];
}

function next(may: Start['may']): Button[] {
  const [exporting, ...others] = commandButtons(
    { command: 'export', label: 'Export…', style: 'primary' },
    { command: 'find', label: 'Find…' },
    { command: 'orgs', label: 'Organizations' },
    { command: 'results', label: 'Results' },
    { command: 'downloads', label: 'Downloads' },
  );
  const guide = { actionId: importGuideAction, label: 'Import guide', value: 'guide' };
  return [...(exporting ? [exporting] : []), ...(may.has('import') ? [guide] : []), ...others];
}
