// An end user was created or changed by hand.
import type { Field } from '../../../model/columns.ts';
import { displayName, type EndUser } from '../../../model/end-user.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, type Inline, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { labelOfField } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';

export function endUserAdded(endUser: EndUser): View {
  return view(
    lines(
      richText`✅ ${label(endUser)} is here now, in ${bold(shorten(endUser.organization.name, 80))}.`,
      richText`To see it: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

/** `fields`: those that were written, none when the form held what is here. */
export function endUserSaved(endUser: EndUser, fields: readonly Field[]): View {
  if (fields.length === 0)
    return view(lines(richText`Nothing to change: ${label(endUser)} is as you want it.`));
  return view(
    lines(
      richText`✅ ${counted(fields.length, 'field')} of ${label(endUser)} changed: ${fields.map(labelOfField).join(', ')}.`,
      richText`To see it: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

function label({ id, values }: EndUser): Inline {
  return bold(endUserLabel({ endUser: displayName(values), endUserId: id }));
}
