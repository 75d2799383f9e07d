// The settings of a workspace: how they are, what they mean, and what became of a change.
import { type SettingName, type Settings, workspaceSettings } from '../../../model/settings.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText, sentence } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import type { ReadSetting } from '../../commands/parse-setting.ts';

type Row = (typeof workspaceSettings)[number];

/** As they are now; `wanted` is the change that was asked for, if one was. */
export function settingsList(now: Settings, wanted: ReadSetting | null): View {
  if (wanted?.outcome === 'read') {
    const row = workspaceSettings.find(({ setting }) => setting === wanted.change.setting)!;
    return view(lines(richText`✅ Set: ${line(row, now)}`));
  }
  return view(
    wanted ? lines(...whatIsWrong(wanted)) : null,
    lines(richText`${bold('The settings of this workspace')}`),
    bullets(workspaceSettings.map((row) => line(row, now))),
    lines(richText`To set one: ${code(`${slashCommand} settings default role view`)}`),
  );
}

/** default role: none – what members may do to whom nothing was granted (none · view · edit) */
function line(row: Row, now: Settings): RichTextLine {
  const value = now[row.setting];
  const all = row.values === null ? '' : ` (${row.values.join(' · ')})`;
  const shown = value === null ? 'not set' : shorten(value, 80);
  return richText`${code(row.name)} ${bold(shown)} – ${row.meaning}${all}`;
}

function whatIsWrong(wrong: Exclude<ReadSetting, { outcome: 'read' }>): RichTextLine[] {
  if (wrong.outcome === 'unknown setting') {
    return [
      richText`There is no setting ${code(shorten(wrong.typed, 80))}. Nothing was changed.`,
      didYouMean(wrong.meant),
    ];
  }
  const meant = wrong.meant === null ? null : `${wrong.name} ${wrong.meant}`;
  if (wrong.typed === '') return [howToSet(wrong.name)];
  return [
    richText`${code(wrong.name)} can't be ${code(shorten(wrong.typed, 80))}. Nothing was changed.`,
    meant === null ? howToSet(wrong.name) : didYouMean(meant),
  ];
}

function howToSet(name: SettingName): RichTextLine {
  return sentence(howTo[name]);
}

const howTo: { readonly [Name in SettingName]: string } = {
  apply: 'Write `apply after approval` or `apply at once`.',
  'default role':
    'Write `default role none`, `default role view` or `default role edit`; nobody is an admin by default.',
  'business name':
    'Write `business name Harbor Support`, with at most 50 characters; `business name ""` takes it away.',
};

function didYouMean(meant: string | null): RichTextLine {
  return meant === null
    ? []
    : richText`Did you mean ${code(shorten(`${slashCommand} settings ${meant}`, 120))}?`;
}
