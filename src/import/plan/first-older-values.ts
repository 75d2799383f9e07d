// Finds the first cells that hold an older value, with who changed them last.
import { type SQL, sql } from 'drizzle-orm';
import { customFieldsIn } from '../../db/custom-fields.ts';
import { history } from '../../db/history.ts';
import { shownValue } from '../../db/shown-value.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { OlderValue } from '../../model/plan.ts';
import { uploadedValue } from '../stage/cells.ts';
import { findFirstCellsOfEndUsers } from './first-cells.ts';
import type { PlanRules } from './rules.ts';

export async function findFirstOlderValues(tx: Transaction, rules: PlanRules): Promise<OlderValue[]> {
  /** The member and the time of the last change, as one text; null if the history has none. */
  const lastChange = (isOfCell: SQL): SQL => sql`(
    select o.by || ' ' || to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    from ${history} c join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
    where c.workspace_id = ${rules.workspaceId} and c.end_user_id = e.id and ${isOfCell}
    order by c.operation_id desc limit 1)`;
  const cells = await findFirstCellsOfEndUsers(tx, rules, {
    mask: 'older',
    where: sql`true`,
    limit: 5,
    values: {
      here: (field) => shownValue(rules.workspaceId, field, sql.raw(`e.${field}`)),
      inFile: (field) => shownValue(rules.workspaceId, field, uploadedValue(field)),
      changed: (field) => lastChange(sql.raw(`c.after ? '${field}'`)),
    },
    ofKey: {
      here: sql.raw('k.here'),
      inFile: sql.raw('k.value'),
      changed: sql`to_jsonb(${lastChange(sql`(${customFieldsIn('c.after')}) ? k.key`)})`,
    },
  });
  return cells.map(({ changed, ...cell }) => {
    const [by = null, at = null] = changed?.split(' ') ?? [];
    return { ...cell, by, at };
  });
}
