// Answers `erase`: who it would be, and the question whether to do it; or which of several is meant.
import type { NamedEndUser } from '../../../model/personal-data.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines, row } from '../../block-kit/part.ts';
import { bold, code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { endUserLabel } from './end-user-label.ts';

/** Opens the form that asks for the second time. Its value is the id. */
export const eraseEndUserAction = 'erase-end-user';

/** Removes the question. */
export const keepEndUserAction = 'keep-end-user';

export function eraseAsked(endUser: NamedEndUser): View {
  const { id } = endUser;
  return view(
    lines(richText`Erase this end user for good?`, whoLine(endUser)),
    lines(
      richText`Every value of theirs goes, also from the history, from plans that wait, and from rows that were left out. ${bold('No undo brings them back.')} What stays is that they were erased, by whom, and when.`,
      richText`Files and messages in Slack stay there; you get a list of them. To get what is stored about them first: ${code(`${slashCommand} data ${id}`)}`,
    ),
    buttons(
      { actionId: eraseEndUserAction, label: 'Erase…', value: String(id), style: 'danger' },
      { actionId: keepEndUserAction, label: 'Keep them', value: String(id) },
    ),
  );
}

/** Several have the same email. */
export function whichEndUser(
  command: 'erase' | 'data',
  email: string,
  endUsers: readonly NamedEndUser[],
): View {
  const label = command === 'erase' ? 'Erase this one' : 'Get the data';
  return view(
    lines(richText`Several end users have the email ${bold(shorten(email, 80))}. Which one?`),
    ...endUsers.map((endUser) =>
      row(whoLine(endUser), commandButtons({ label, command: `${command} ${endUser.id}` })),
    ),
  );
}

export function noEndUserWithEmail(email: string): View {
  return view(
    lines(
      richText`No end user has the email ${bold(shorten(email, 80))}.`,
      richText`To search for an end user: ${code(`${slashCommand} find <text>`)}`,
    ),
  );
}

const whoLine = ({ id, name, organizationName, isArchived, isRemoved }: NamedEndUser): RichTextLine =>
  dotted([
    bold(endUserLabel({ endUser: name, endUserId: id })),
    ...(organizationName === null ? [] : [shorten(organizationName, 60)]),
    ...(isArchived ? ['archived'] : []),
    ...(isRemoved ? ['removed by an undo, in the history only'] : []),
  ]);
