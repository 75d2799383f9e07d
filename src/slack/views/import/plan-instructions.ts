// What the message of the file, or a setting, says about how the rows are taken.
import { counted, figure } from '../../../model/counted.ts';
import type { Plan, PlanInstructions } from '../../../model/plan.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** `Matched by email: 42 of 50 rows without a contact_id mean an end user you have.` */
export function planInstructions(plan: Plan): RichTextLine[] {
  const { instructions } = plan;
  if (!instructions) return [];
  const { only, fillsEmpty, matched, roster, otherSite } = instructions;
  return [
    ...(roster
      ? [
          richText`${bold('Roster')}: this file is the complete list of its organizations' end users.${complete(plan)}`,
        ]
      : []),
    ...(otherSite
      ? [
          richText`${bold('Ids of another site')}: ${counted(otherSite.known, 'end user')} known by their old ids, ${figure(otherSite.created)} new. None of the ids is taken for one of yours.`,
        ]
      : []),
    ...(matched ? [matchedBy(matched)] : []),
    ...(only === 'update'
      ? [richText`${bold('Only updates')}, as the message says: new rows are left out.`]
      : []),
    ...(only === 'create'
      ? [
          richText`${bold('Only new end users')}, as the message says: rows that would change others are left out.`,
        ]
      : []),
    ...(fillsEmpty
      ? [
          richText`${bold('Only empty cells are filled')}, as the message says: all others keep their current values, and nobody is moved, archived, or restored.`,
        ]
      : []),
  ];
}

function matchedBy({ by, rows, of }: NonNullable<PlanInstructions['matched']>): RichTextLine {
  const all = counted(of, 'row');
  return richText`Matched by ${code(by)}: ${figure(rows)} of ${all} without a contact_id ${rows === 1 ? 'means' : 'mean'} an end user you already have.`;
}

/** Nobody knows whom rows mean that are left out: they may mean some of those who seem to be missing. */
function complete({ leavers, leftOut }: Plan): string {
  if (leavers === undefined) return ' Nobody is missing.';
  return leftOut === 0
    ? ''
    : ` Look at the rows that are left out first: they may be about end users who seem to be missing.`;
}
