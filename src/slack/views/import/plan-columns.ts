// The buttons about how the columns of a file are read, who chose that, and the question where no column tells who the rows
// are about.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { type Button, buttons, type Part } from '../../block-kit/part.ts';
import { bold, date, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

export const chooseColumnsAction = 'choose-columns';
export const forgetColumnsAction = 'forget-columns';

/** On every plan that waits for a decision. */
export function planColumns(record: Import, { reading }: Plan): Part[] {
  if (record.state !== 'planned') return [];
  const value = `${record.id}.${record.planNumber}`;
  const choose: Button = { actionId: chooseColumnsAction, label: 'Columns…', value };
  if (reading?.asksForColumns && !reading.chosen) return [buttons({ ...choose, style: 'primary' })];
  return [
    buttons(choose, ...(reading?.chosen ? [{ actionId: forgetColumnsAction, label: 'Forget', value }] : [])),
  ];
}

/** `null` if nobody chose the columns. */
export function columnsDecision({ reading }: Plan): RichTextLine | null {
  if (!reading?.chosen) return null;
  const { by, at, isRemembered } = reading.chosen;
  if (!isRemembered)
    return richText`Columns are read as you chose. The next file with this header will be read the same way, unless you choose ${bold('Forget')}.`;
  return richText`Columns are read as chosen by ${member(by)} on ${date(new Date(at))} for files with this header.`;
}

/** `null` if the columns tell who the rows are about. */
export function columnsQuestion({ reading }: Plan): RichTextLine | null {
  if (!reading?.asksForColumns) return null;
  return richText`❓ ${bold('Which columns are the name and the email address?')} I found neither in this file, so nothing is planned yet. Please choose ${bold('Columns…')} and say what the columns are.`;
}
