// The table of choices about a plan: the menus, and how their values are written and read.
import type { Choices } from '../../../model/choices.ts';
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { isOfOrganizations } from './subject-noun.ts';

type Choice = keyof Choices;

type ChoiceMenu<Of extends Choice> = {
  readonly actionId: string;
  /** The label of each value, in the order of the menu. */
  readonly labels: { readonly [Value in Choices[Of]]: string };
  /** The question, without the period. `count` counts rows or cells. */
  readonly sentence: (count: number) => string;
  /** The same about organizations, where they have this choice. */
  readonly ofOrganizations?: (count: number) => string;
};

/** In the order in which the plan shows them. */
export const choiceMenus: { readonly [Of in Choice]: ChoiceMenu<Of> } = {
  lookAlikes: {
    actionId: 'choose-look-alikes',
    labels: { 'leave out': 'Leave out', update: 'Update instead', create: 'Create anyway' },
    sentence: (count) =>
      count === 1
        ? '1 new row looks like an end user you already have, or like another row'
        : `${counted(count, 'new row')} look like end users you already have, or like each other`,
    ofOrganizations: (count) =>
      count === 1
        ? '1 name looks like that of an organization you already have, or like another row'
        : `${counted(count, 'name')} look like those of organizations you already have, or like each other`,
  },
  unknownIds: {
    actionId: 'choose-unknown-ids',
    labels: { 'leave out': 'Leave out', create: 'Create as new' },
    sentence: (count) => `${counted(count, 'row has', 'rows have')} a contact_id that doesn't exist here`,
    ofOrganizations: (count) =>
      `${counted(count, 'row has', 'rows have')} a customer_id that doesn't exist here`,
  },
  archived: {
    actionId: 'choose-archived',
    labels: { 'leave out': 'Leave out', restore: 'Restore and change' },
    sentence: (count) =>
      count === 1
        ? '1 row would change an archived end user'
        : `${counted(count, 'row')} would change archived end users`,
    ofOrganizations: (count) =>
      count === 1
        ? '1 row would rename an archived organization'
        : `${counted(count, 'row')} would rename archived organizations`,
  },
  leavers: {
    actionId: 'choose-leavers',
    labels: { keep: 'Keep them', archive: 'Archive them' },
    sentence: (count) =>
      count === 1 ? '1 end user is not in the roster' : `${counted(count, 'end user')} are not in the roster`,
  },
  otherOrganizations: {
    actionId: 'choose-other-organizations',
    labels: { 'leave out': 'Leave out', move: 'Move them' },
    sentence: (count) =>
      count === 1
        ? '1 row would move an end user to another organization'
        : `${counted(count, 'row')} would move end users to other organizations`,
  },
  otherPeople: {
    actionId: 'choose-other-people',
    labels: { 'leave out': 'Leave out', write: 'Change them anyway' },
    sentence: (count) => `${counted(count, 'row')} would turn an end user into someone else`,
  },
  emptyCells: {
    actionId: 'choose-empty-cells',
    labels: { keep: 'Keep current values', clear: 'Clear' },
    sentence: (count) =>
      count === 1
        ? '1 cell is empty in the file but has a current value'
        : `${counted(count, 'cell')} are empty in the file but have current values`,
  },
  conflicts: {
    actionId: 'choose-conflicts',
    labels: { keep: 'Keep current values', 'use file': 'Use the file' },
    sentence: (count) =>
      `${counted(count, 'cell was', 'cells were')} changed both here and in the file since the export`,
  },
  olderValues: {
    actionId: 'choose-older-values',
    labels: { keep: 'Keep current values', 'use file': 'Use the file' },
    sentence: (count) => `${counted(count, 'cell holds', 'cells hold')} an older value`,
  },
};

export const choices = Object.keys(choiceMenus) as Choice[];

/** The values of a choice; the first is the default. */
export function valuesOf(choice: Choice, plan: Plan): string[] {
  const { base } = plan;
  const values = Object.keys(choiceMenus[choice].labels);
  // To take another name for that of an organization is nothing to write.
  if (choice === 'lookAlikes' && isOfOrganizations(plan)) return values.filter((value) => value !== 'update');
  // An exported file has all values, so someone emptied these cells on purpose.
  return choice === 'emptyCells' && base !== null ? values.reverse() : values;
}

export function labelOf(choice: Choice, value: string): string {
  return (choiceMenus[choice].labels as Readonly<Record<string, string>>)[value] ?? value;
}

/** The value of a menu's option. It includes the plan's number: the choice is about the plan that the member saw. */
export function writeChosen({ id, planNumber }: Pick<Import, 'id' | 'planNumber'>, value: string): string {
  return `${id}.${planNumber}.${value}`;
}

export type Chosen = {
  readonly importId: number;
  readonly planNumber: number;
  /** Has exactly one entry. */
  readonly choices: Partial<Choices>;
};

/** Reads the menu's action id and the option's value. `null` when they are not from one of these menus. */
export function readChosen(actionId: string, optionValue: string): Chosen | null {
  const choice = choices.find((candidate) => choiceMenus[candidate].actionId === actionId);
  const [, importId, planNumber, value = ''] = /^(\d{1,15})\.(\d{1,9})\.([a-z ]+)$/.exec(optionValue) ?? [];
  if (!choice || !Object.hasOwn(choiceMenus[choice].labels, value)) return null;
  return { importId: Number(importId), planNumber: Number(planNumber), choices: { [choice]: value } };
}

/** The question, without the period. */
export function sentenceOfChoice(choice: Choice, plan: Plan): string {
  const { sentence, ofOrganizations } = choiceMenus[choice];
  return (isOfOrganizations(plan) && ofOrganizations ? ofOrganizations : sentence)(plan.choiceCounts[choice]);
}
