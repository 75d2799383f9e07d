import { describe, expect, it } from 'vitest';
import type { Import } from '../../../src/model/import.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { anImport, plain, plan } from '../../../src/slack/sample-views/an-import.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';
import { privatePlan } from '../../../src/slack/views/import/private-plan.ts';
import { shown } from './shown.ts';

const nothing = { created: 0, updated: 0, cells: 0, unchanged: 0, leftOut: 0 };
const empty = {
  ...plain,
  ...nothing,
  organizations: [],
  organizationCount: 0,
  changes: [],
  newEndUsers: [],
  problems: [],
};
const say = (it: Partial<Import>) => shown(importMessage({ ...anImport, ...it })!);
const sayPlan = (it: Partial<Plan>) => say({ state: 'planned', plan: { ...plan, ...it } });
const sayUnneeded = (it: Partial<Plan>) => say({ state: 'unneeded', plan: { ...plan, ...it } });

describe('the message of an import', () => {
  it('says that a file was received', () => {
    expect(say({})).toMatchSnapshot();
  });

  it('shows a plan with everything in it', () => {
    expect(sayPlan({})).toMatchSnapshot();
  });

  it('shows only the counts of a plan if people from another company can read it', () => {
    expect(say({ state: 'planned', plan, sharedOutside: true })).toMatchSnapshot();
  });

  it('shows stored values in a private reply', () => {
    expect(shown(privatePlan({ ...anImport, state: 'planned', plan }))).toMatchSnapshot();
  });

  it('has a button that shows what is hidden, even if there is nothing to decide', () => {
    const text = (it: Partial<Plan>) =>
      importMessage({ ...anImport, state: 'unneeded', sharedOutside: true, plan: { ...plan, ...it } })!.text;
    expect(text({ ...empty, rows: 1, unchanged: 1, damagedCells: 1 })).toMatch(
      /keeps its current value\.\n[\s\S]*another company[\s\S]*\[ Show me the rest ]$/,
    );
    expect(text({ ...empty, rows: 1, unchanged: 1 })).not.toMatch(/another company|Show me/);
  });

  it('shows a plan with only new end users, of one organization', () => {
    const organizations = plan.organizations.slice(0, 1);
    expect(
      sayPlan({
        ...empty,
        rows: 42,
        created: 42,
        newEndUsers: plan.newEndUsers,
        organizations,
        organizationCount: 1,
      }),
    ).toMatchSnapshot();
  });

  it('uses the singular for one of everything', () => {
    const { changes, problems, organizations } = plan;
    expect(
      sayPlan({
        ...empty,
        rows: 2,
        updated: 1,
        cells: 2,
        leftOut: 1,
        organizations: [{ ...organizations[0]!, created: 0, updated: 1 }],
        organizationCount: 1,
        ignoredColumns: [{ header: '' }],
        choiceCounts: {
          lookAlikes: 1,
          emptyCells: 1,
          unknownIds: 1,
          conflicts: 1,
          olderValues: 1,
          archived: 0,
          leavers: 0,
          otherOrganizations: 0,
          otherPeople: 0,
        },
        conflicts: plan.conflicts.slice(0, 1),
        damagedCells: 1,
        damages: plan.damages.slice(0, 1),
        changes: changes.slice(0, 1),
        problems: problems.slice(0, 1),
      }),
    ).toMatchSnapshot();
  });

  it('cuts long lists and says how much more there is', () => {
    const many = <Entry>(of: readonly Entry[], count: number) => Array.from({ length: count }, () => of[0]!);
    expect(
      sayPlan({
        organizations: many(plan.organizations, 20),
        organizationCount: 200,
        ignoredColumns: many(plan.ignoredColumns, 12),
        changes: many(plan.changes, 30),
        newEndUsers: many(plan.newEndUsers, 10),
        problems: many(plan.problems, 10),
        leftOut: 10_000,
        choiceCounts: {
          lookAlikes: 1200,
          emptyCells: 1300,
          unknownIds: 1400,
          conflicts: 1500,
          olderValues: 1500,
          archived: 0,
          leavers: 0,
          otherOrganizations: 0,
          otherPeople: 0,
        },
        conflicts: many(plan.conflicts, 10),
        damagedCells: 2000,
        damages: many(plan.damages, 10),
      }),
    ).toMatchSnapshot();
  });

  it('says that there is nothing to change, and offers nothing to apply', () => {
    expect(sayUnneeded({ ...empty, rows: 3120, unchanged: 3120 })).toMatchSnapshot();
    expect(sayUnneeded({ ...empty, rows: 1, unchanged: 1 })).not.toContain('Apply');
  });

  it('says that all rows are left out, and offers nothing to apply', () => {
    const { problems } = plan;
    expect(sayUnneeded({ ...empty, rows: 2, leftOut: 2, problems })).toMatchSnapshot();
    expect(sayUnneeded({ ...empty, rows: 2, leftOut: 2, problems })).not.toContain('Apply');
  });

  it('can be canceled even if only a choice would change something', () => {
    const choiceCounts = { ...empty.choiceCounts, unknownIds: 2 };
    const said = sayPlan({ ...empty, rows: 2, leftOut: 2, problems: plan.problems, choiceCounts });
    expect(said).toContain('\n[ Cancel ]');
    expect(said).not.toContain('Apply');
  });

  it('starts with the reason for a new plan', () => {
    expect(
      say({
        state: 'planned',
        plan: { ...plan, ...empty, rows: 1, created: 1 },
        replanned: 'A cell was changed here.',
      }),
    ).toMatchSnapshot();
  });

  it('binds the buttons to the shown plan', () => {
    const view = importMessage({ ...anImport, state: 'planned', plan, planNumber: 3 })!;
    expect(view.blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'apply-import', value: '184.3', text: { text: 'Apply to 352 end users' } },
        { action_id: 'cancel-import', value: '184.3', text: { text: 'Cancel' } },
        { action_id: 'leave-out', value: '184.3' },
        { action_id: 'all-cells', value: '184.3' },
        { action_id: 'this-is-not-everybody', value: '184.3' },
      ],
    });
  });

  it('says that the plan is being updated after a choice, without the old counts and buttons', () => {
    expect(say({ state: 'planning', plan })).toMatchSnapshot();
    expect(say({ state: 'planning', plan })).not.toMatch(/updated|Apply|choose-/);
  });

  it('says who approved while it is being applied, without buttons', () => {
    expect(say({ state: 'applying', plan, decidedBy: 'U0DANA' })).toMatchSnapshot();
  });

  it('says what was done, by whom, and how fast', () => {
    expect(say({ state: 'applied', plan, decidedBy: 'U0DANA', applyMs: 1234 })).toMatchSnapshot();
  });

  it('says that it was applied automatically if no one clicked', () => {
    const view = importMessage({ ...anImport, state: 'applied', plan, decidedBy: null, applyMs: 1234 });
    expect(view?.text).toMatch(/^✅ Applied automatically in 1\.2 s: 42 created · 310 updated/);
    expect(importMessage({ ...anImport, state: 'applying', plan })?.text).toContain(
      '⏳ Applying to 352 end users …',
    );
  });

  it('says who canceled', () => {
    expect(say({ state: 'cancelled', plan, decidedBy: 'U0DANA' })).toMatchSnapshot();
  });

  it('says why a file was refused and what to do, with commands as code', () => {
    const quote = 'the quote opened on line 812 is never closed. Fix that line and share the file again.';
    expect(say({ state: 'refused', reason: quote })).toMatchSnapshot();
    const first =
      'there is no organization yet for these end users. Add one with `/endusers org add <name>`, then share the file again.';
    expect(say({ state: 'refused', reason: first })).toMatchSnapshot();
  });

  it('apologizes for a failure, with the reference', () => {
    expect(say({ state: 'failed', reason: 'k3f9-22' })).toMatchSnapshot();
  });
});

describe('the message of an import while its file is being read', () => {
  const reading = { ...anImport, state: 'reading' as const };
  const said = (bytes: number, rows: number, elapsedMs: number, fileSize = reading.fileSize) =>
    linesOf(importMessage({ ...reading, fileSize }, { bytes, rows, elapsedMs })!);
  /** Without the title and the button. */
  const linesOf = ({ text }: { text: string }) => {
    const lines = text.split('\n');
    expect(lines.slice(-2)).toEqual(['', '[ Cancel ]']);
    return lines.slice(1, -2);
  };

  it('shows the progress, the speed, and the time left', () => {
    expect(said(340_000, 2215, 3000)).toEqual([
      'Reading ▓▓▓▓▓▓▓░░░ 70%',
      '2,215 of about 3,100 rows · 740 rows per second · 2 s left',
    ]);
  });

  it('shows no estimates at the start', () => {
    expect(linesOf(importMessage(reading)!)).toEqual(['Reading …']);
    expect(said(0, 0, 0)).toEqual(['Reading …']);
    expect(said(1000, 0, 0)).toEqual(['Reading ░░░░░░░░░░ 0%', '0 rows so far']);
    expect(said(60_000, 400, 400)).toEqual(['Reading ▓░░░░░░░░░ 12%', '400 rows so far']);
  });

  it('shows only counts if the size is unknown', () => {
    expect(said(340_000, 2215, 3000, 0)).toEqual(['Reading …', '2,215 rows so far · 740 rows per second']);
    expect(importMessage({ ...reading, fileSize: 0 })!.text).not.toContain('bytes');
  });

  it('says what comes next when the file is read', () => {
    expect(said(480_000, 3120, 4200)).toEqual(['3,120 rows read. Comparing them with the current data …']);
    expect(said(999_999, 1, 4200)).toEqual(['1 row read. Comparing them with the current data …']);
  });

  it('says that the file waits for Slack', () => {
    expect(linesOf(importMessage(reading, 'stalled')!)).toEqual([
      "Slack isn't sending the file at the moment. I'll try again soon; you don't need to do anything.",
    ]);
  });

  it('does not mention an earlier plan while the file is read again', () => {
    expect(importMessage({ ...reading, plan }, { bytes: 10, rows: 1, elapsedMs: 5 })!.text).not.toContain(
      '3,120',
    );
  });

  it('as a whole', () => {
    expect(shown(importMessage(reading, { bytes: 340_000, rows: 2215, elapsedMs: 3000 })!)).toMatchSnapshot();
  });
});
