// The menus with which a member chooses how a plan treats unclear rows and cells.
import type { Choices } from '../../../model/choices.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { menu, type Part } from '../../block-kit/part.ts';
import { type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { choiceMenus, choices, labelOf, valuesOf, writeChosen } from './choice-menus.ts';
import { planConflicts } from './plan-conflicts.ts';
import { planOlderValues } from './plan-older-values.ts';

export function planChoices(record: Import, plan: Plan): Part[] {
  return choicesThatMatter(plan).flatMap((choice) => [
    menu(`${sentenceOf(choice, plan)}.`, {
      actionId: choiceMenus[choice].actionId,
      options: valuesOf(choice, plan).map((value) => ({
        label: labelOf(choice, value),
        value: writeChosen(record, value),
      })),
      chosen: writeChosen(record, plan.choices[choice]),
    }),
    ...(choice === 'conflicts' ? planConflicts(plan) : []),
    ...(choice === 'olderValues' ? planOlderValues(plan) : []),
  ]);
}

/** The choices that were made, for a plan that can no longer be changed. */
export function planDecisions(plan: Plan): RichTextLine[] {
  return choicesThatMatter(plan).map(
    (choice) => richText`${sentenceOf(choice, plan)} → ${labelOf(choice, plan.choices[choice])}`,
  );
}

function choicesThatMatter({ choiceCounts }: Plan): (keyof Choices)[] {
  return choices.filter((choice) => choiceCounts[choice] > 0);
}

function sentenceOf(choice: keyof Choices, { choiceCounts }: Plan): string {
  return `⚠️ ${choiceMenus[choice].sentence(choiceCounts[choice])}`;
}
