// Answers `settings`: the current values, or what a change means, or why it was rejected.

import { counted, figure } from '../../../model/counted.ts';
import { aloneHours, type Loosened } from '../../../model/second-person.ts';
import {
  businessNameLimit,
  type SettingName,
  type Settings,
  workspaceSettings,
} from '../../../model/settings.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, buttons, lines } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  member,
  type RichTextLine,
  richText,
  withCode,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { ParsedSetting } from '../../commands/parse-setting.ts';
import { suggestionButtons } from '../controls/command-buttons.ts';

type Row = (typeof workspaceSettings)[number];

/** `settings` are the values after the change; `wanted` is the change, or null when the member only asked for the list. */
export function settingsList(
  settings: Settings,
  wanted: ParsedSetting | null,
  loosened: Loosened | null = null,
): View {
  if (wanted?.outcome === 'read') {
    const row = workspaceSettings.find(({ setting }) => setting === wanted.change.setting)!;
    return view(lines(changed(row, settings)));
  }
  if (wanted) return view(lines(...rejected(wanted)), buttons(...suggestionButtons(...suggested(wanted))));
  return view(
    lines(richText`${bold('Settings of this workspace')}`),
    bullets(workspaceSettings.map((row) => settingLine(row, settings))),
    loosened && lines(loosenedLine(loosened)),
    lines(richText`To change one: ${code(`${slashCommand} settings default role view`)}`),
  );
}

/** ✅ default role is now view: members without a granted role can export and look up end users. */
function changed(row: Row, settings: Settings): RichTextLine {
  const { name, setting } = row;
  return richText`✅ ${code(name)} is now ${bold(shownValue(row, settings))}: ${effects[setting](settings)}.`;
}

/** What the current value means, to end a sentence. */
const effects: { readonly [Setting in keyof Settings]: (settings: Settings) => string } = {
  apply: ({ apply }) =>
    apply === 'at once'
      ? 'plans without problems, warnings, or choices are applied automatically'
      : 'every plan waits until a member approves it',
  defaultRole: ({ defaultRole }) => {
    const can = {
      none: "can't use the app",
      view: 'can export and look up end users',
      edit: 'can export, import, and edit end users',
    }[defaultRole];
    return `members without a granted role ${can}`;
  },
  businessName: ({ businessName }) =>
    `files with all organizations are named after ${businessName === null ? 'the id of the workspace' : 'it'}`,
  details: ({ details }) =>
    ({
      'members only': 'channels with guests or of several workspaces show only numbers',
      'in the channel': 'channels show names and values, unless they are shared with another company',
      'approvers only':
        'channels show only numbers, and members who may approve see names and values privately',
    })[details],
  matchBy: ({ matchBy }) =>
    matchBy === 'contact_id'
      ? 'rows without a contact_id are new end users'
      : `rows without a contact_id mean the end user with the same ${matchBy}, if there is exactly one`,
  secondPersonAbove: ({ secondPersonAbove: limit }) => {
    if (limit === null)
      return `members may change any number of end users alone; whoever turned it off is bound by the number before for ${aloneHours} hours`;
    return `who would change more than ${counted(limit, 'end user')} within ${aloneHours} hours needs another member to approve`;
  },
};

const loosenedLine = ({ by, at, from }: Loosened): RichTextLine =>
  richText`${member(by)} last raised ${code('second person above')} or turned it off (${date(new Date(at))}); before, it was ${figure(from)}.`;

/** default role: none – what members may do without a granted role (none · view · edit) */
function settingLine(row: Row, settings: Settings): RichTextLine {
  const { name, values, meaning } = row;
  const options = values === null ? '' : ` (${values.join(' · ')})`;
  return richText`${code(name)} ${bold(shownValue(row, settings))} – ${meaning}${options}`;
}

function shownValue({ setting }: Row, settings: Settings): string {
  const value = settings[setting];
  if (value === null) return setting === 'secondPersonAbove' ? 'off' : 'not set';
  return typeof value === 'number' ? figure(value) : shorten(value, 80);
}

/** The command that the member may have meant. */
function suggested(wanted: Exclude<ParsedSetting, { outcome: 'read' }>): string[] {
  if (wanted.meant === null) return [];
  const name = wanted.outcome === 'wrong value' ? `${wanted.name} ` : '';
  return [`settings ${name}${wanted.meant}`];
}

function rejected(wanted: Exclude<ParsedSetting, { outcome: 'read' }>): RichTextLine[] {
  if (wanted.outcome === 'unknown setting') {
    return [
      richText`There is no setting ${code(shorten(wanted.typed, 80))}. Nothing was changed.`,
      didYouMean(wanted.meant),
    ];
  }
  if (wanted.typed === '') return [possibleValues(wanted.name)];
  return [
    richText`${code(wanted.name)} can't be ${code(shorten(wanted.typed, 80))}. Nothing was changed.`,
    wanted.meant === null ? possibleValues(wanted.name) : didYouMean(`${wanted.name} ${wanted.meant}`),
  ];
}

function possibleValues(name: SettingName): RichTextLine {
  return withCode(`\`${name}\` can ${options[name]}.`);
}

const options: { readonly [Name in SettingName]: string } = {
  apply: 'be `after approval` or `at once`',
  'default role': 'be `none`, `view`, or `edit`',
  details: 'be `members only`, `in the channel`, or `approvers only`',
  'match by': 'be `contact_id`, `email`, or `vendor_id`',
  'second person above': 'be a number of end users, such as `50`, or `off`',
  'business name': `have up to ${businessNameLimit} characters; \`business name ""\` removes it`,
};

function didYouMean(meant: string | null): RichTextLine {
  return meant === null
    ? []
    : richText`Did you mean ${code(shorten(`${slashCommand} settings ${meant}`, 120))}?`;
}
