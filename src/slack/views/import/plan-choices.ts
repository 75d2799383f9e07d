// The menus with which a member chooses how a plan treats unclear rows and cells.
import type { Choices } from '../../../model/choices.ts';
import { figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan, RowProblem } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { menu, type Part } from '../../block-kit/part.ts';
import { type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { choiceMenus, choices, labelOf, sentenceOfChoice, valuesOf, writeChosen } from './choice-menus.ts';
import { planConflicts } from './plan-conflicts.ts';
import { planOlderValues } from './plan-older-values.ts';

/** How many of the rows of a choice are named. */
const shownRows = 3;

/** Whoever is archived should be seen. */
const shownLeavers = 10;

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
    ...(choice === 'leavers' ? leavers(plan) : []),
    ...(choice === 'conflicts' ? planConflicts(plan) : []),
    ...(choice === 'lookAlikes' && plan.choices.lookAlikes !== 'leave out' ? lookAlikes(plan) : []),
    ...(choice === 'otherOrganizations' ? otherOrganizations(plan) : []),
    ...(choice === 'otherPeople' && plan.choices.otherPeople === 'write' ? otherPeople(plan) : []),
    ...(choice === 'olderValues' ? planOlderValues(plan) : []),
  ]);
}

const leavers = ({ leavers: found }: Plan): Part[] =>
  found === undefined
    ? []
    : truncatedList(
        found.first
          .slice(0, shownLeavers)
          .map(
            ({ endUserId, endUser, organization }) =>
              richText`${shorten(endUser, 60)} · ${String(endUserId)}, ${shorten(organization, 40)}`,
          ),
        found.count,
      );
/** Their reasons have no names of organizations, so they are listed also if they are left out. */
const otherOrganizations = ({ otherOrganizations: rows = [], choiceCounts }: Plan): Part[] =>
  firstRows(rows, choiceCounts.otherOrganizations);

/** Rows that are left out are listed with their reasons anyway. */
const otherPeople = ({ otherPeople: rows = [], choiceCounts }: Plan): Part[] =>
  firstRows(rows, choiceCounts.otherPeople);

const lookAlikes = ({ lookAlikes: rows = [], choiceCounts }: Plan): Part[] =>
  firstRows(rows, choiceCounts.lookAlikes);

const firstRows = (rows: readonly RowProblem[], count: number): Part[] =>
  truncatedList(
    rows.slice(0, shownRows).map(({ line, text }) => richText`line ${figure(line)}: ${shorten(text, 200)}`),
    count,
  );

/** The choices that were made, for a plan that can no longer be changed. */
export function planDecisions(plan: Plan): RichTextLine[] {
  return choicesThatMatter(plan).map(
    (choice) => richText`${sentenceOf(choice, plan)} → ${labelOf(choice, plan.choices[choice])}`,
  );
}

function choicesThatMatter({ choiceCounts }: Plan): (keyof Choices)[] {
  return choices.filter((choice) => choiceCounts[choice] > 0);
}

function sentenceOf(choice: keyof Choices, plan: Plan): string {
  return `⚠️ ${sentenceOfChoice(choice, plan)}`;
}
