// What a member can choose about a plan: the one table behind the menus and the listener that hears of them.

import type { Choices } from '../../../model/choices.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { counted } from '../../block-kit/format-numbers.ts';

type Choice = keyof Choices;

type ChoiceMenu<Of extends Choice> = {
  readonly actionId: string;
  /** What each value is called, in the order of the menu. */
  readonly labels: { readonly [Value in Choices[Of]]: string };
  /** What the choice is about, without the full stop; `count` is of rows or of cells. */
  readonly sentence: (count: number) => string;
};

/** In the order of the plan. */
export const choiceMenus: { readonly [Of in Choice]: ChoiceMenu<Of> } = {
  lookAlikes: {
    actionId: 'choose-look-alikes',
    labels: { create: 'Create anyway', update: 'Update instead', 'leave out': 'Leave out' },
    sentence: (count) =>
      count === 1
        ? '1 new row looks like somebody you already have (same e-mail)'
        : `${counted(count, 'new row')} look like people you already have (same e-mail)`,
  },
  unknownIds: {
    actionId: 'choose-unknown-ids',
    labels: { 'leave out': 'Leave out', create: 'Create as new' },
    sentence: (count) => `${counted(count, 'row has', 'rows have')} a contact_id that is not known here`,
  },
  emptyCells: {
    actionId: 'choose-empty-cells',
    labels: { keep: 'Keep what is here', clear: 'Clear' },
    sentence: (count) =>
      count === 1
        ? '1 cell is empty in the file and filled here'
        : `${counted(count, 'cell')} are empty in the file and filled here`,
  },
  conflicts: {
    actionId: 'choose-conflicts',
    labels: { keep: 'Keep what is here', 'use file': 'Use the file' },
    sentence: (count) =>
      `${counted(count, 'cell was', 'cells were')} changed both here and in the file since it was exported`,
  },
};

export const choices = Object.keys(choiceMenus) as Choice[];

/** The values of a choice, what is done when nobody decides first. */
export function valuesOf(choice: Choice, { base }: Plan): string[] {
  const values = Object.keys(choiceMenus[choice].labels);
  // A file that came from an export of ours has no cell that is empty by accident.
  return choice === 'emptyCells' && base !== null ? values.reverse() : values;
}

export function labelOf(choice: Choice, value: string): string {
  return (choiceMenus[choice].labels as Readonly<Record<string, string>>)[value] ?? value;
}

/** The value of a menu's option. It names the plan too: a choice is about the plan that was on the screen. */
export function writeChosen({ id, planNumber }: Pick<Import, 'id' | 'planNumber'>, value: string): string {
  return `${id}.${planNumber}.${value}`;
}

export type Chosen = {
  readonly importId: number;
  readonly planNumber: number;
  /** With one entry. */
  readonly choices: Partial<Choices>;
};

/** What was chosen, by the menu's action id and the option's value; `null` for what no menu of ours has. */
export function readChosen(actionId: string, optionValue: string): Chosen | null {
  const choice = choices.find((it) => choiceMenus[it].actionId === actionId);
  const [, importId, planNumber, value = ''] = /^(\d{1,15})\.(\d{1,9})\.([a-z ]+)$/.exec(optionValue) ?? [];
  if (!choice || !Object.hasOwn(choiceMenus[choice].labels, value)) return null;
  return { importId: Number(importId), planNumber: Number(planNumber), choices: { [choice]: value } };
}
