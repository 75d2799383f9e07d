// What a member left out of a plan, and the buttons to leave out more and to put everything back.
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { LeftOutPart, LeftOutSummary } from '../../../model/left-out.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import type { Button } from '../../block-kit/part.ts';
import { dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { changedRows } from './plan-counts.ts';
import { isOfOrganizations } from './subject-noun.ts';

export const leaveOutAction = 'leave-out';
export const putBackAction = 'put-back';

const shownParts = 8;

/** `Left out by @dana: field phone (12 cells) · Acme Ltd (3 end users)`; null if nothing is. */
export function leftOutSentence({ leftOutByMember: leftOut }: Plan): RichTextLine | null {
  if (!leftOut) return null;
  const more = leftOut.parts.length - shownParts;
  const parts = [...leftOut.parts.slice(0, shownParts).map(inWords), ...(more > 0 ? [`${more} more`] : [])];
  if (parts.length === 0) return richText`Left out by ${member(leftOut.by)}: nothing that is in this plan.`;
  return richText`Left out by ${member(leftOut.by)}: ${dotted(parts)}`;
}

export function leaveOutButtons(record: Import, plan: Plan): Button[] {
  if (record.state !== 'planned' || isOfOrganizations(plan)) return [];
  const value = `${record.id}.${record.planNumber}`;
  const leftOut = plan.leftOutByMember;
  return [
    ...(changedRows(plan) > 0 || leftOut ? [{ actionId: leaveOutAction, label: 'Leave out…', value }] : []),
    ...(leftOut ? [{ actionId: putBackAction, label: 'Put back', value }] : []),
  ];
}

function inWords({ what, name, cells, endUsers }: LeftOutPart): string {
  const count = endUsers > 0 ? counted(endUsers, 'end user') : counted(cells, 'cell');
  if (what === 'field') return `field ${name} (${count})`;
  if (what === 'end user') return `${shorten(name, 60)} (${counted(cells, 'cell')})`;
  return `${shorten(name, 60)} (${count})`;
}

/** Where people from another company can read: names of organizations and end users are stored values. */
export function redactLeftOut(leftOut: LeftOutSummary): LeftOutSummary {
  const shown = leftOut.parts.filter(({ what }) => what === 'kind' || what === 'field');
  const hidden = (what: LeftOutPart['what'], one: string): LeftOutPart[] => {
    const parts = leftOut.parts.filter((part) => part.what === what);
    if (parts.length === 0) return [];
    const sum = (key: 'cells' | 'endUsers') => parts.reduce((total, part) => total + part[key], 0);
    return [
      {
        what: 'organization',
        name: counted(parts.length, one),
        cells: sum('cells'),
        endUsers: sum('endUsers'),
      },
    ];
  };
  return {
    ...leftOut,
    parts: [...shown, ...hidden('organization', 'organization'), ...hidden('end user', 'chosen row')],
  };
}
