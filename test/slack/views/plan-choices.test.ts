import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/model/choices.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { anImport, plain, plan } from '../../../src/slack/sample-views/an-import.ts';
import {
  choiceMenus,
  choices,
  readChosen,
  writeChosen,
} from '../../../src/slack/views/import/choice-menus.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';

const none = plain.choiceCounts;
const shownPlan = (it: Partial<Plan>) =>
  importMessage({ ...anImport, state: 'planned', planNumber: 3, plan: { ...plan, ...plain, ...it } })!;

/** The menus of a plan as a member sees them. */
function menusOf(it: Partial<Plan>) {
  return shownPlan(it).blocks.flatMap((block) => {
    if (block.type !== 'section' || block.accessory?.type !== 'static_select') return [];
    const { action_id, options = [], initial_option } = block.accessory;
    const labels = options.map(({ text }) => text.text);
    return [{ sentence: block.text?.text, action_id, labels, chosen: initial_option?.text.text }];
  });
}

describe('the choices of a plan', () => {
  it('are not shown if they do not matter', () => {
    expect(menusOf({})).toEqual([]);
  });

  it.each(choices)('are one menu if only %s matters', (choice) => {
    const menus = menusOf({ choiceCounts: { ...none, [choice]: 1 } });
    expect(menus.map(({ action_id }) => action_id)).toEqual([choiceMenus[choice].actionId]);
  });

  it('ask a question each, and list the default first', () => {
    expect(menusOf({ choiceCounts: plan.choiceCounts })).toEqual([
      {
        sentence: '⚠️ 5 new rows look like end users you already have, or like each other.',
        action_id: 'choose-look-alikes',
        labels: ['Leave out', 'Update instead', 'Create anyway'],
        chosen: 'Create anyway',
      },
      {
        sentence: "⚠️ 3 rows have a contact_id that doesn't exist here.",
        action_id: 'choose-unknown-ids',
        labels: ['Leave out', 'Create as new'],
        chosen: 'Leave out',
      },
      {
        sentence: '⚠️ 1 row would change an archived end user.',
        action_id: 'choose-archived',
        labels: ['Leave out', 'Restore and change'],
        chosen: 'Leave out',
      },
      {
        sentence: '⚠️ 2 end users are not in the roster.',
        action_id: 'choose-leavers',
        labels: ['Keep them', 'Archive them'],
        chosen: 'Keep them',
      },
      {
        sentence: '⚠️ 1 row would move an end user to another organization.',
        action_id: 'choose-other-organizations',
        labels: ['Leave out', 'Move them'],
        chosen: 'Leave out',
      },
      {
        sentence: '⚠️ 1 row would turn an end user into someone else.',
        action_id: 'choose-other-people',
        labels: ['Leave out', 'Change them anyway'],
        chosen: 'Leave out',
      },
      {
        sentence: '⚠️ 14 cells are empty in the file but have current values.',
        action_id: 'choose-empty-cells',
        labels: ['Keep current values', 'Clear'],
        chosen: 'Keep current values',
      },
      {
        sentence: '⚠️ 12 cells were changed both here and in the file since the export.',
        action_id: 'choose-conflicts',
        labels: ['Keep current values', 'Use the file'],
        chosen: 'Keep current values',
      },
      {
        sentence: '⚠️ 2 cells hold an older value.',
        action_id: 'choose-older-values',
        labels: ['Keep current values', 'Use the file'],
        chosen: 'Keep current values',
      },
    ]);
  });

  it('list clearing empty cells first for an exported file', () => {
    const [menu] = menusOf({ choiceCounts: { ...none, emptyCells: 2 }, base: plan.base });
    expect(menu?.labels).toEqual(['Clear', 'Keep current values']);
  });

  it('show what was chosen', () => {
    const chosen: Choices = {
      lookAlikes: 'leave out',
      emptyCells: 'clear',
      unknownIds: 'create',
      conflicts: 'use file',
      olderValues: 'keep',
      archived: 'restore',
      leavers: 'keep',
      otherOrganizations: 'move',
      otherPeople: 'leave out',
    };
    expect(menusOf({ choiceCounts: plan.choiceCounts, choices: chosen }).map((menu) => menu.chosen)).toEqual([
      'Leave out',
      'Create as new',
      'Restore and change',
      'Keep them',
      'Move them',
      'Leave out',
      'Clear',
      'Use the file',
      'Keep current values',
    ]);
  });

  it('name the first cells with an older value, and who changed them since', () => {
    const olderValues = [
      {
        endUserId: 1045,
        endUser: 'Bo Li',
        field: 'phone',
        here: '555 0100',
        inFile: '555 0199',
        by: 'U0BO',
        at: '2026-11-28T10:00:00Z',
      },
      { endUserId: 1046, endUser: 'Ana', field: 'title', here: null, inFile: 'CTO', by: null, at: null },
    ] as const;
    const { text } = shownPlan({ choiceCounts: { ...none, olderValues: 2, otherPeople: 0 }, olderValues });
    expect(text).toContain('2 cells hold an older value');
    expect(text).toMatch(
      /Bo Li · 1045 · `phone`: now 555 0100 \(changed by <@U0BO>, .*\), in the file 555 0199/,
    );
    expect(text).toContain('Ana · 1046 · `title`: now empty, in the file CTO');
  });

  it('are shown even if nothing would be applied, because another choice may change that', () => {
    const nothing = { created: 0, updated: 0, cells: 0, unchanged: 0, rows: 3, leftOut: 3, changes: [] };
    const view = shownPlan({ ...nothing, newEndUsers: [], choiceCounts: { ...none, unknownIds: 3 } });
    expect(view.text).toContain('Nothing to apply. All 3 rows are left out.');
    expect(view.text).toContain("3 rows have a contact_id that doesn't exist here.  [ Leave out ▾ ]");
    expect(view.text).not.toContain('[ Apply');
  });

  it('contain the import and the shown plan, and can be read back', () => {
    const options = shownPlan({ choiceCounts: plan.choiceCounts }).blocks.flatMap((block) => {
      if (block.type !== 'section' || block.accessory?.type !== 'static_select') return [];
      const { action_id = '', options = [] } = block.accessory;
      return options.map(({ value = '' }) => ({ action_id, value }));
    });
    expect(options.map(({ action_id, value }) => readChosen(action_id, value))).toEqual(
      choices.flatMap((choice) =>
        Object.keys(choiceMenus[choice].labels).map((value) => ({
          importId: 184,
          planNumber: 3,
          choices: { [choice]: value },
        })),
      ),
    );
  });

  it.each([
    ['choose-look-alikes', '184.3.use file'],
    ['choose-look-alikes', '184.3.toString'],
    ['choose-look-alikes', '184.3.'],
    ['choose-look-alikes', '184.create'],
    ['choose-look-alikes', 'x.3.create'],
    ['choose-look-alikes', '1841841841841841.3.create'],
    ['choose-nothing', '184.3.create'],
  ])('are not read if no menu has them: %s %s', (actionId, value) => {
    expect(readChosen(actionId, value)).toBeNull();
  });

  it('keep within Slack’s limit for values, whatever the numbers', () => {
    const values = choices.flatMap((choice) => Object.keys(choiceMenus[choice].labels));
    const longest = values.map((value) =>
      writeChosen({ id: 999_999_999_999_999, planNumber: 999_999_999 }, value),
    );
    expect(Math.max(...longest.map(({ length }) => length))).toBeLessThanOrEqual(75);
  });
});

describe('the cells that a choice or a warning is about', () => {
  const text = (it: Partial<Plan>) => shownPlan(it).text;
  const [conflict] = plan.conflicts;
  const [damage] = plan.damages;

  it('show the old, the current, and the file’s value', () => {
    expect(text({ choiceCounts: { ...none, conflicts: 2 }, conflicts: plan.conflicts })).toContain(
      [
        '• Ana Núñez · 1045 · `title`: now Head of Support, in the file CTO (was Engineer)',
        '• Bo Li · 1052 · `mobile`: now +1 555 0100, in the file 555 0100 (was empty)',
      ].join('\n'),
    );
  });

  it('show an empty cell differently from a dash', () => {
    const cells = { ...conflict!, was: '–', here: null, inFile: '-' };
    expect(text({ choiceCounts: { ...none, conflicts: 1 }, conflicts: [cells] })).toContain(
      'now empty, in the file - (was –)',
    );
  });

  it('show the part of long notes in which the values differ', () => {
    const note = 'Lorem ipsum dolor sit amet. '.repeat(2000);
    const cells = { ...conflict!, was: 'Short.', here: `${note}Call him.`, inFile: `${note}Call her.` };
    expect(text({ choiceCounts: { ...none, conflicts: 1 }, conflicts: [cells] })).toContain(
      'now …it amet. Call him., in the file …it amet. Call her. (was Short.)',
    );
  });

  it('say how a spreadsheet damaged them', () => {
    const kinds = ['plus', 'date'] as const;
    const damages = [...plan.damages.slice(0, 1), ...kinds.map((kind) => ({ ...damage!, kind }))];
    expect(text({ damagedCells: 3, damages })).toContain(
      [
        '⚠️ 3 cells were damaged by a spreadsheet and keep their current values:',
        '• Ana Núñez · 1045 · `zip`: 02134 → 2134, leading zero lost',
        '• Ana Núñez · 1045 · `zip`: 02134 → 2134, plus sign lost',
        '• Ana Núñez · 1045 · `zip`: 02134 → 2134, turned into a date',
      ].join('\n'),
    );
    expect(text({ damagedCells: 3, damages: plan.damages })).toMatch(
      /turned into scientific notation\n.*ChloÃ© Roux, letters garbled/,
    );
  });

  it('are mentioned with the problem file', () => {
    const mention = (leftOut: number, damagedCells: number) =>
      /.* in the file below, .*/.exec(text({ leftOut, damagedCells }))?.[0];
    expect([mention(68, 0), mention(1, 0), mention(0, 1), mention(0, 9), mention(1, 9)]).toEqual([
      'The 68 rows are in the file below, with the reasons. Fix them there and share that file here.',
      'The row is in the file below, with the reason. Fix it there and share that file here.',
      'The damaged cell is in the file below, with the reason. Fix it there and share that file here.',
      'The 9 damaged cells are in the file below, with the reasons. Fix them there and share that file here.',
      'The row and 9 damaged cells are in the file below, with the reasons. Fix them there and share that file here.',
    ]);
    expect(mention(0, 0)).toBeUndefined();
  });

  it('are compared with an export, which is named if the file has another name', () => {
    expect(text({ base: plan.base })).toContain(
      'Based on the export AcmeLtd_2026_11_20_14_03_22.csv of Nov 20, 2026, 14:03 UTC.',
    );
    expect(text({ base: { ...plan.base!, fileName: 'july-people.csv' } })).toContain(
      'Based on the export of Nov 20, 2026, 14:03 UTC.',
    );
  });
});

describe('a result with damaged cells', () => {
  const [of] = plan.damages;
  const cells = (...ids: (number | null)[]) => ids.map((endUserId) => ({ ...of!, endUserId }));
  const rest = { updated: 1, unchanged: 0 };
  it.each([
    ['3 damaged cells were left empty.', { created: 3, updated: 0, unchanged: 0, damages: cells(null) }],
    ['3 damaged cells were left empty.', { created: 3, ...rest, damages: cells(null, null, null) }],
    ['3 damaged cells kept their values.', { created: 0, ...rest, damages: cells(1) }],
    [
      '2 damaged cells were left empty, and 1 kept its value.',
      { created: 2, ...rest, damages: cells(null, 1, null) },
    ],
    [
      '3 damaged cells kept their values, or were left empty for new end users.',
      { created: 2, ...rest, damages: cells(null) },
    ],
  ])('says: %s', (sentence, it) => {
    const record = {
      ...anImport,
      state: 'applied',
      plan: { ...plan, leftOut: 0, damagedCells: 3, ...it },
    } as const;
    expect(importMessage(record)!.text).toContain(`). ${sentence}`.slice(it.updated === 0 ? 3 : 0));
  });
});
