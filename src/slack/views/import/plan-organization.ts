// The question which organization new end users are for, and the button that adds the organizations of the file.
import { counted, figure } from '../../../model/counted.ts';
import { type Import, whyHidden } from '../../../model/import.ts';
import type { Organization } from '../../../model/organization.ts';
import type { OrganizationQuestion, Plan, UnknownOrganizations } from '../../../model/plan.ts';
import { orDash, shorten } from '../../block-kit/escape.ts';
import { type Button, lines, menu, type Option, type Part, searchMenu } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

export const chooseOrganizationAction = 'choose-organization';
export const addOrganizationsAction = 'add-organizations-of-file';
export const addNearOrganizationsAction = 'add-near-organizations-of-file';

/** Slack's limit for the options of a menu. */
export const maxOptions = 100;

const labelLimit = 75;

const placeholder = 'Choose an organization';

/** How many new rows wait for the answer. */
export function waitingRows({ organizationQuestion }: Plan): number {
  return organizationQuestion?.chosen === null ? organizationQuestion.rows : 0;
}

/** In a thread that shows no names and values, the menu is only in the private plan. */
export function planOrganization(record: Import, plan: Plan, where: 'thread' | 'private'): Part[] {
  const { organizationQuestion: question } = plan;
  if (!question || record.state !== 'planned') return [];
  const sentence = sentenceOf(question, plan);
  if (whyHidden(record) !== null && where === 'thread') {
    return [lines(richText`${bold(sentence)}`)];
  }
  return [organizationMenu(record, question, plan, sentence)];
}

/** For a plan that can no longer be changed. */
export function organizationDecision({ organizationQuestion: question }: Plan): RichTextLine[] {
  if (!question?.chosen) return [];
  return [
    richText`${counted(question.rows, 'new end user')} without an organization → ${bold(shorten(question.chosen.name, 40))}`,
  ];
}

/** Names that are nearly those of others are added by a button of their own: it is most likely another spelling. */
export function addOrganizationsButton(record: Import, { unknownOrganizations: unknown }: Plan): Button[] {
  if (record.state !== 'planned' || !unknown) return [];
  const { toAdd = 0, nearToAdd = 0 } = unknown;
  const value = `${record.id}.${record.planNumber}`;
  const button = (actionId: string, label: string): Button => ({
    actionId,
    label,
    value,
    confirm: {
      title: `${label}?`,
      text: shorten(namesToAdd(unknown), 290),
      confirm: 'Add',
      deny: 'Not now',
    },
  });
  const others = nearToAdd === 1 ? 'looks like another' : 'look like others';
  return [
    ...(toAdd > 0 ? [button(addOrganizationsAction, `Add ${counted(toAdd, 'organization')}`)] : []),
    ...(nearToAdd > 0 ? [button(addNearOrganizationsAction, `Add ${figure(nearToAdd)} that ${others}`)] : []),
  ];
}

/** Acme Ldt (did you mean Acme Ltd?), Beta, and 3 more. Their rows go there. */
function namesToAdd({ first, names }: UnknownOrganizations): string {
  if (first.length === 0) return `${figure(names)} of the file. Their rows go there.`;
  const named = first.map(({ name, nearest }) =>
    nearest === undefined
      ? shorten(name, 40)
      : `${shorten(name, 40)} (did you mean ${shorten(nearest, 40)}?)`,
  );
  const more = names > first.length ? `, and ${figure(names - first.length)} more` : '';
  return `${named.join(', ')}${more}. Their rows go there.`;
}

function organizationMenu(
  record: Import,
  { chosen, options: organizations }: OrganizationQuestion,
  plan: Plan,
  sentence: string,
): Part {
  const options = [
    ...leaveOutOption(record, plan),
    ...organizations.map((organization) => organizationOption(record, organization)),
  ];
  const orSearch = {
    actionId: chooseOrganizationAction,
    blockId: `organization.${record.id}.${record.planNumber}`,
    chosen: chosen && organizationOption(record, chosen),
    placeholder,
  };
  const isShort = organizations.length > 0 && options.length <= maxOptions;
  if (!isShort) return searchMenu(sentence, orSearch);
  const value = chosen ? writeOrganization(record, chosen.id) : '';
  return menu(sentence, {
    actionId: chooseOrganizationAction,
    options,
    chosen: value,
    placeholder,
    orSearch,
  });
}

function sentenceOf({ rows, chosen }: OrganizationQuestion, { unknownOrganizations }: Plan): string {
  const unknown = unknownOrganizations?.rows ?? 0;
  if (chosen) {
    const all = rows + unknown;
    const without = unknown === 0 ? 'without an organization' : 'without a known organization';
    return `${counted(all, 'new end user')} ${without} ${all === 1 ? 'goes' : 'go'} to the chosen one.`;
  }
  const rest =
    unknown === 0 ? '' : ` Rows of organizations that don't exist (${figure(unknown)}) would go there, too.`;
  if (rows === 0) {
    const name =
      unknown === 1 ? 'The row of an organization' : `The ${figure(unknown)} rows of organizations`;
    return `${name} that ${unknown === 1 ? "doesn't exist is" : "don't exist are"} left out. To put all into one organization, choose it.`;
  }
  const who = rows === 1 ? 'is the new end user' : `are the ${figure(rows)} new end users`;
  return `Which organization ${who} for?${rest}`;
}

/** Whoever chose one organization for rows of organizations that don't exist may change their mind. */
export function leaveOutOption(
  shown: ShownPlan,
  { unknownOrganizations, organizationQuestion }: Plan,
): Option[] {
  const canBeLeftOut = Boolean(unknownOrganizations) && Boolean(organizationQuestion?.chosen);
  return canBeLeftOut ? [{ label: 'Leave them out', value: writeOrganization(shown, 0) }] : [];
}

type ShownPlan = Pick<Import, 'id' | 'planNumber'>;

export function organizationOption(plan: ShownPlan, { id, name }: Organization): Option {
  return { label: orDash(shorten(name, labelLimit)), value: writeOrganization(plan, id) };
}

/** The value of an option. It includes the plan's number: the choice is about the plan that the member saw. */
function writeOrganization({ id, planNumber }: ShownPlan, organizationId: number): string {
  return `${id}.${planNumber}.${organizationId}`;
}

export type ChosenOrganization = {
  readonly importId: number;
  readonly planNumber: number;
  /** `null`: the rows are left out. */
  readonly organizationId: number | null;
};

/** Reads the value of an option. `null` when it is not from this menu. */
export function readOrganization(optionValue: string): ChosenOrganization | null {
  const [, importId, planNumber, id] = /^(\d{1,15})\.(\d{1,9})\.(\d{1,15})$/.exec(optionValue) ?? [];
  if (id === undefined) return null;
  return {
    importId: Number(importId),
    planNumber: Number(planNumber),
    organizationId: Number(id) === 0 ? null : Number(id),
  };
}

/** Reads the block id of a menu with search: the plan that it is about. */
export function readSearchedPlan(blockId: string): ShownPlan | null {
  const [, id, planNumber] = /^organization\.(\d{1,15})\.(\d{1,9})$/.exec(blockId) ?? [];
  return planNumber === undefined ? null : { id: Number(id), planNumber: Number(planNumber) };
}
