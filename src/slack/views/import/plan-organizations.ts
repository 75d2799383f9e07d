// The counts of a plan per organization.

import { counted, figure } from '../../../model/counted.ts';
import type { OrganizationCounts, Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bold, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

const shown = 5;

/** `All in Acme Ltd.`, or for several: `Acme Ltd 12 new, 301 updated · Beta & Söhne 30 new · … and 3 more organizations` */
export function planOrganizations(plan: Plan): RichTextLine | null {
  const [first, ...others] = plan.organizations.slice(0, shown);
  if (!first) return null;
  if (plan.organizationCount <= 1) return richText`All in ${nameOf(first)}.`;
  const more = plan.organizationCount - 1 - others.length;
  return dotted([
    ...[first, ...others].map((organization) => richText`${nameOf(organization)} ${counts(organization)}`),
    ...(more > 0 ? [`… and ${counted(more, 'more organization')}`] : []),
  ]);
}

function nameOf({ name }: OrganizationCounts) {
  return bold(shorten(name, 40));
}

function counts({ created, updated, movedHere = 0, movedAway = 0 }: OrganizationCounts): string {
  const parts = [
    created > 0 && `${figure(created)} new`,
    updated > 0 && `${figure(updated)} updated`,
    movedHere > 0 && `${figure(movedHere)} moved here`,
    movedAway > 0 && `${figure(movedAway)} moved away`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
