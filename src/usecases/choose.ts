// A member chooses otherwise on a plan: the plan is worked out anew from what was read. Fast, for Slack waits.
import type { Database } from '../db/database.ts';
import { findImport, findImportDetails, type ImportKey } from '../db/imports.ts';
import type { Choices } from '../model/import.ts';
import { enqueue } from '../queue.ts';
import { advanceImport } from './advance-import.ts';
import type { Decision } from './decide-import.ts';

/** For the plan with this number, and none that came after it. */
export function choose(db: Database) {
  return (key: ImportKey, planNumber: number, choice: Partial<Choices>): Promise<Decision> =>
    db.transaction(async (tx) => {
      const found = await findImport(tx, key);
      const details = await findImportDetails(tx, key);
      if (found?.planNumber !== planNumber || !details) return { done: false, import: found };
      const choices = { ...details.choices, ...choice };
      const planning = await advanceImport(tx, key, 'planning', { choices });
      if (!planning) return { done: false, import: found };
      await enqueue(tx, { kind: 'plan-import', workspaceId: key.workspaceId, payload: key });
      return { done: true, import: planning };
    });
}
