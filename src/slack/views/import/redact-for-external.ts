// Removes stored values from an import whose thread may not show them. Counts stay, and in a channel that was shared with
// another company when the plan was made, what the file itself contains.
import type { HiddenBecause } from '../../../model/hidden-because.ts';
import type { Import } from '../../../model/import.ts';
import type { OrganizationQuestion, Plan, PlanWarning, UnknownOrganizations } from '../../../model/plan.ts';
import { slashCommand } from '../../commands/commands.ts';
import { redactLeftOut } from './plan-left-out.ts';

/** For the message in the thread. Members can see the rest in a private reply. */
export function redactForExternal(record: Import): Import {
  return {
    ...record,
    plan: record.plan && redactPlan(record.plan, record.fileName),
    undo: record.undo && {
      ...record.undo,
      kept: [],
      ...(record.undo.notRestored && { notRestored: { count: record.undo.notRestored.count, first: [] } }),
      ...(record.undo.emailsNotRestored && {
        emailsNotRestored: { count: record.undo.emailsNotRestored.count, first: [] },
      }),
      ...(record.undo.movesNotRestored && {
        movesNotRestored: { count: record.undo.movesNotRestored.count, first: [] },
      }),
    },
  };
}

/**
 * For a plan that was made in full: its reasons may contain stored values, so it keeps only numbers, of what the file contains
 * as well.
 */
export function redactLate(record: Import, hiddenBecause: HiddenBecause): Import {
  const redacted = { ...record, sharedOutside: true, hiddenBecause };
  return record.plan ? { ...redacted, plan: withoutFile(record.plan, record.id) } : redacted;
}

function withoutFile(plan: Plan, importId: number): Plan {
  const text = `the reason is only shown in private: ${slashCommand} results ${importId}`;
  const { unknownOrganizations, letters } = plan;
  return {
    ...plan,
    problems: plan.problems.slice(0, 1).map((problem) => ({ ...problem, text })),
    warnings: plan.warnings.map((warning) =>
      warning.kind === 'several-addresses' ? { ...warning, first: [] } : warning,
    ),
    ...(unknownOrganizations && { unknownOrganizations: { ...unknownOrganizations, first: [] } }),
    ...(letters && { letters: { ...letters, sample: [] } }),
  };
}

/** The names are those of the file; the similar ones are stored. */
const withoutSuggestions = ({ first, into, ...counts }: UnknownOrganizations): UnknownOrganizations => ({
  ...counts,
  ...(into !== undefined && { into: '' }),
  first: first.map(({ name, rows }) => ({ name, rows })),
});

/** The menu of organizations is only in the private plan. */
const withoutMenu = ({ rows, chosen }: OrganizationQuestion): OrganizationQuestion => ({
  rows,
  chosen: chosen && { ...chosen, name: '' },
  options: [],
});

function withoutOrganization(warning: PlanWarning): PlanWarning {
  switch (warning.kind) {
    case 'other-organization':
      return { kind: warning.kind, count: warning.count };
    case 'base-organization':
    case 'rows-organization':
      return { kind: 'other-organization', count: warning.count };
    case 'nameless':
    case 'same-email-elsewhere':
    case 'two-organizations':
      return { ...warning, first: [] };
    case 'unknown-organization':
      return { kind: warning.kind, typed: warning.typed };
    default:
      return warning;
  }
}

/** Lists every field, so that the compiler asks for a decision about each new one. */
function redactPlan(plan: Plan, fileName: string): Plan {
  return {
    ...(plan.subject && { subject: plan.subject }),
    rows: plan.rows,
    created: plan.created,
    updated: plan.updated,
    ...(plan.turned && { turned: plan.turned }),
    cells: plan.cells,
    unchanged: plan.unchanged,
    leftOut: plan.leftOut,
    organizations: [],
    organizationCount: plan.organizationCount,
    ...(plan.instructions && { instructions: plan.instructions }),
    ...(plan.hasUnknownIds && { hasUnknownIds: true }),
    ...(plan.leavers && { leavers: { count: plan.leavers.count, first: [] } }),
    ...(plan.manyArchived && {
      manyArchived: plan.manyArchived.map((many) => ({ ...many, organization: '' })),
    }),
    ignoredColumns: plan.ignoredColumns,
    ...(plan.reading && { reading: plan.reading }),
    ...(plan.unknownOrganizations && { unknownOrganizations: withoutSuggestions(plan.unknownOrganizations) }),
    ...(plan.organizationQuestion && { organizationQuestion: withoutMenu(plan.organizationQuestion) }),
    warnings: plan.warnings.map(withoutOrganization),
    // The sample is from the file itself.
    letters: plan.letters ?? null,
    choices: plan.choices,
    choiceCounts: plan.choiceCounts,
    leftOutByMember: plan.leftOutByMember ? redactLeftOut(plan.leftOutByMember) : null,
    ...(plan.allCells !== undefined && { allCells: plan.allCells }),
    // The export's file name contains the organization's name.
    base: plan.base && { exportId: plan.base.exportId, fileName, exportedAt: plan.base.exportedAt },
    conflicts: [],
    olderValues: [],
    otherOrganizations: [],
    otherPeople: [],
    lookAlikes: [],
    ...(plan.missing !== undefined && { missing: plan.missing }),
    ...(plan.staleCells !== undefined && { staleCells: plan.staleCells }),
    damagedCells: plan.damagedCells,
    damages: [],
    changes: [],
    newEndUsers: [],
    // Contain no stored values: the plan was made with redacted reasons, or `redactLate` has replaced them.
    problems: plan.problems,
  };
}
