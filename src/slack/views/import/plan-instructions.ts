// What the message of the file, or a setting, says about how the rows are taken.
import { counted, figure } from '../../../model/counted.ts';
import type { Plan, PlanInstructions } from '../../../model/plan.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** `Matched by email: 42 of 50 rows without a contact_id mean an end user you have.` */
export function planInstructions({ instructions }: Plan): RichTextLine[] {
  if (!instructions) return [];
  const { only, fillsEmpty, matched } = instructions;
  return [
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
          richText`${bold('Only empty cells are filled')}, as the message says: all others keep their current values.`,
        ]
      : []),
  ];
}

function matchedBy({ by, rows, of }: NonNullable<PlanInstructions['matched']>): RichTextLine {
  const all = counted(of, 'row');
  return richText`Matched by ${code(by)}: ${figure(rows)} of ${all} without a contact_id ${rows === 1 ? 'means' : 'mean'} an end user you already have.`;
}
