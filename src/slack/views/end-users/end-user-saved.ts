// Confirms that a form added or changed an end user.
import type { Field } from '../../../model/columns.ts';
import { counted } from '../../../model/counted.ts';
import { displayName, type EndUser } from '../../../model/end-user.ts';
import type { SameEmailElsewhere } from '../../../usecases/end-users/ask-about-look-alike.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, type Inline, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { labelOfField, labelOfKeys, nameKeys } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';

export function endUserAdded(endUser: EndUser, sameEmail: SameEmailElsewhere | null = null): View {
  return view(
    lines(
      richText`✅ Added ${label(endUser)} to ${bold(shorten(endUser.organization.name, 80))}.`,
      sameEmailLine(sameEmail),
      richText`For details: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

const noKeys = { changed: [], stayed: [] };

/**
 * @param fields the changed fields; empty when the form had the stored values
 * @param keys of the custom fields: those that were changed, and those that were left out of the form and therefore stay
 */
export function endUserSaved(
  endUser: EndUser,
  fields: readonly Field[],
  keys: { readonly changed: readonly string[]; readonly stayed: readonly string[] } = noKeys,
  sameEmail: SameEmailElsewhere | null = null,
): View {
  const stayed =
    keys.stayed.length > 0
      ? richText`Kept because the form didn't name them: ${nameKeys(keys.stayed)}. To remove one, set it to null.`
      : null;
  if (fields.length === 0)
    return view(lines(richText`Nothing to change: ${label(endUser)} already has these values.`, stayed));
  const labels = fields.map((field) =>
    field === 'custom_fields'
      ? labelOfKeys(keys.changed)
      : field === 'organization_id'
        ? `${labelOfField(field)} (now ${shorten(endUser.organization.name, 80)})`
        : labelOfField(field),
  );
  return view(
    lines(
      richText`✅ Changed ${counted(fields.length, 'field')} of ${label(endUser)}: ${labels.join(', ')}.`,
      stayed,
      sameEmailLine(sameEmail),
      richText`For details: ${code(`${slashCommand} show ${endUser.id}`)}`,
    ),
  );
}

function sameEmailLine(found: SameEmailElsewhere | null): RichTextLine | null {
  if (!found) return null;
  const who = endUserLabel({ endUser: shorten(found.endUser, 60), endUserId: found.endUserId });
  return richText`⚠️ ${bold(who)} of ${bold(shorten(found.organization, 80))} has the same email.`;
}

function label({ id, values }: EndUser): Inline {
  return bold(endUserLabel({ endUser: displayName(values), endUserId: id }));
}
