// A workspace with organizations, for tests of the engine: CSV text in, plan and end users out.
import { asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../src/db/database.ts';
import { addOrganization } from '../../src/db/organizations.ts';
import { endUser } from '../../src/db/schema/end-user.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { applyPlan } from '../../src/import/apply.ts';
import { planImport } from '../../src/import/plan.ts';
import { readFile } from '../../src/import/read-file.ts';
import { stageRows } from '../../src/import/stage.ts';
import type { Plan, RowCounts } from '../../src/model/import.ts';

export type Planned = { readonly importId: number; readonly plan: Plan; readonly fingerprint: string };

export async function makeWorkspace(db: Database, workspaceId: string) {
  await ensureWorkspace(db, workspaceId);
  const rules = (importId: number, organizationId: number | null) => ({
    workspaceId,
    importId,
    organizationId,
  });
  const inOneMoment = <Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    db.transaction(run, { isolationLevel: 'repeatable read' });

  return {
    workspaceId,
    async organization(name: string): Promise<number> {
      return (await addOrganization(db, { workspaceId, name, createdBy: 'U1' })).organization.id;
    },
    /** Reads and plans a file; `organizationId` is that of rows which name none. */
    async plan(csv: string, organizationId: number | null = null): Promise<Planned> {
      const [next] = await db.execute(sql`select nextval('import_id')::integer as id`);
      const importId = next?.id as number;
      const file = await readFile([Buffer.from(csv)] as never, { maxBytes: 1e9 });
      const signal = new AbortController().signal;
      await db.transaction((tx) => stageRows(tx, importId, file.rows, signal));
      const context = { ignoredColumns: file.header.ignored, appliedBefore: null };
      const planned = await inOneMoment((tx) => planImport(tx, rules(importId, organizationId), context));
      return { importId, ...planned };
    },
    apply(
      { importId, fingerprint }: Planned,
      organizationId: number | null = null,
    ): Promise<RowCounts | null> {
      return inOneMoment((tx) => applyPlan(tx, rules(importId, organizationId), fingerprint));
    },
    endUsers() {
      return db.select().from(endUser).where(eq(endUser.workspaceId, workspaceId)).orderBy(asc(endUser.id));
    },
  };
}
