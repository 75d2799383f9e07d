// What a member reads where another member has to approve: on a plan, after a click, and for an undo that was asked for.
import { counted, figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import {
  type AloneCount,
  type Approvers,
  aloneHours,
  type SecondPerson,
} from '../../../model/second-person.ts';
import type { Undo } from '../../../model/undo.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

/** On a plan, and on an import whose undo or redo was asked for. Null where no second person is needed. */
export function secondPersonLines(record: Import): Part | null {
  const { secondPerson, state } = record;
  if (!secondPerson) return null;
  if (state === 'planned') {
    return lines(
      richText`👥 ${bold('A second person has to apply this.')} With it, ${oneOf(secondPerson.by, 'and')} would come to ${tooMany(secondPerson)}.`,
      whoCan(secondPerson.approvers, 'apply it'),
    );
  }
  const what = state === 'applied' ? 'undo' : 'redo';
  return lines(
    richText`👥 ${oneOf(secondPerson.by, 'and')} asks to ${what} this, and comes to ${tooMany(secondPerson)}. ${bold(`A second person has to click ${what === 'undo' ? 'Undo' : 'Redo'}.`)}`,
    whoCan(secondPerson.approvers, 'do that'),
  );
}

/** The private answer to the click of a member who may not approve this plan. */
export function secondPersonNeeded({ id }: Import, secondPerson: SecondPerson): View {
  return view(
    lines(
      richText`${bold(`Import ${id}`)} needs a second person, so your click changed nothing: you would come to ${tooMany(secondPerson)}.`,
      whoCan(secondPerson.approvers, 'apply it'),
    ),
  );
}

/** The same about several plans of a message, which the answer lists. */
export const whyHeld = (plans: number, secondPerson: SecondPerson): readonly RichTextLine[] => [
  richText`${counted(plans, 'plan needs', 'plans need')} a second person: you would come to ${tooMany(secondPerson)}.`,
  whoCan(secondPerson.approvers, plans === 1 ? 'apply it' : 'apply them'),
];

/** To follow the member who started an undo or a redo: , as @dana asked, */
export const askedFor = ({ askedBy }: Undo): RichTextLine =>
  askedBy === undefined ? [] : richText`, as ${member(askedBy)} asked,`;

/** The private answer to a member whose undo or redo another member has to start. */
export function undoWaits({ id }: Import, direction: 'undo' | 'redo', secondPerson: SecondPerson): View {
  return view(
    lines(
      richText`I have noted that you want to ${direction} ${bold(`import ${id}`)}. Nothing was changed yet: you would come to ${tooMany(secondPerson)}.`,
      whoCan(
        secondPerson.approvers,
        richText`${direction} it: with the button in its thread, or ${code(`${slashCommand} ${direction} ${id}`)}`,
      ),
    ),
  );
}

/** The private answer to a change by hand that the member may not make alone. */
export function tooManyByHand(alone: AloneCount, approvers: Approvers): View {
  return view(
    lines(
      richText`Nothing was changed: you would come to ${tooMany(alone)}.`,
      // Where no change is allowed alone, nobody can make it by hand.
      alone.limit > 0 ? whoCan(approvers, 'make this change') : null,
      richText`Or share it as a CSV file, which another member can apply.`,
    ),
  );
}

/** 120 end users changed alone within 24 hours, and the limit is 50 */
const tooMany = ({ count, limit }: AloneCount): string =>
  `${counted(count, 'end user')} changed alone within ${aloneHours} hours, and the limit is ${figure(limit)}`;

function whoCan({ members, everybody }: Approvers, what: string | RichTextLine): RichTextLine {
  if (everybody) return richText`Every other member of this workspace can ${what}.`;
  const grant = code(`${slashCommand} access grant @member edit`);
  return members.length > 0
    ? richText`${oneOf(members, 'or')} can ${what}, and so can other Slack admins and owners.`
    : richText`Nobody else has a role for that yet. Other Slack admins and owners can ${what}, or an admin grants a member the role: ${grant}`;
}

/** @dana, @lee, or @kim */
function oneOf(memberIds: readonly string[], word: 'and' | 'or'): RichTextLine {
  return memberIds.flatMap((id, index) => {
    const isLast = index === memberIds.length - 1;
    const before = index === 0 ? '' : isLast ? (index === 1 ? ` ${word} ` : `, ${word} `) : ', ';
    return richText`${before}${member(id)}`;
  });
}
