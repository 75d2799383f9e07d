// Removes stored values from an import whose thread people from another company can read. Counts and what the file
// itself contains stay.
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
    },
  };
}

/** For a channel that was not shared when the plan was made: the reasons in the plan may contain stored values. */
export function redactLate(record: Import): Import {
  const text = `the reason is only shown in private: ${slashCommand} results ${record.id}`;
  const problems = record.plan?.problems.map((problem) => ({ ...problem, text }));
  return {
    ...record,
    sharedOutside: true,
    plan: record.plan && { ...record.plan, problems: problems ?? [] },
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
    rows: plan.rows,
    created: plan.created,
    updated: plan.updated,
    cells: plan.cells,
    unchanged: plan.unchanged,
    leftOut: plan.leftOut,
    organizations: [],
    organizationCount: plan.organizationCount,
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
