// An end user was created or changed by hand.
import type { Field } from '../../model/columns.ts';
import { type EndUser, nameOf } from '../../model/end-user.ts';
import { slashCommand } from '../commands/commands.ts';
import { labelOfField } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';
import { counted } from './figures.ts';
import { bold, code, type Inline, say } from './line.ts';
import { shorten } from './literal.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function endUserAdded(endUser: EndUser): View {
  return view(
    lines(
      say`✅ ${label(endUser)} is here now, in ${bold(shorten(endUser.organization.name, 80))}.`,
      say`To see it: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

/** `fields`: those that were written, none when the form held what is here. */
export function endUserSaved(endUser: EndUser, fields: readonly Field[]): View {
  if (fields.length === 0) return view(lines(say`Nothing to change: ${label(endUser)} is as you want it.`));
  return view(
    lines(
      say`✅ ${counted(fields.length, 'field')} of ${label(endUser)} changed: ${fields.map(labelOfField).join(', ')}.`,
      say`To see it: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

function label({ id, values }: EndUser): Inline {
  return bold(endUserLabel({ endUser: nameOf(values), endUserId: id }));
}
