// An import as people of another company may read of it: in numbers, and in what the file itself says.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';

/** For its message in a thread that they read; what is left out is answered to members in private. */
export function redactForExternal(it: Import): Import {
  return {
    ...it,
    plan: it.plan && planOutside(it.plan, it.fileName),
    undo: it.undo && { ...it.undo, kept: [] },
  };
}

/** Field by field: of a new one somebody has to say whether it tells what is stored here. */
function planOutside(plan: Plan, fileName: string): Plan {
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
    warnings: plan.warnings,
    choices: plan.choices,
    choiceCounts: plan.choiceCounts,
    // The export's own name has that of an organization in it.
    base: plan.base && { ...plan.base, fileName },
    conflicts: [],
    damagedCells: plan.damagedCells,
    damages: [],
    changes: [],
    newEndUsers: [],
    // Made without anything that is stored here: the rules of the plan were discreet.
    problems: plan.problems,
  };
}
