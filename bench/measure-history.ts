// What the history costs an import: the same engine applies a file of new people, then a file that changes all of
// them, and the statements that only write history are timed among the others.
import path from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { openDatabase } from '../src/db/database.ts';
import { inWorkspaceOf } from '../src/db/in-workspace.ts';
import { migrate } from '../src/db/migrate.ts';
import { insertOrganization } from '../src/db/organizations.ts';
import type { Database, Transaction } from '../src/db/transaction.ts';
import { ensureWorkspace } from '../src/db/workspaces.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/start.ts';
import { applyPlan } from '../src/import/apply-plan.ts';
import { makePlan } from '../src/import/plan/make-plan.ts';
import type { PlanRules } from '../src/import/plan/rules.ts';
import { readCsv } from '../src/import/read/read-csv.ts';
import { stageRows } from '../src/import/stage/stage.ts';
import { generatedFile } from './generated-file.ts';
import type { Yardstick } from './yardsticks.ts';

const workspaceId = 'T1';

/** The tables that an import would do without if nobody wanted to look back or undo. */
const ofHistory = /insert into "?(operation|change|import_ref)"?\b/i;

export async function measureHistory(folder: string, rows: number): Promise<Yardstick[]> {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'history') });
  await migrate(postgres.url);
  const { db, close } = openDatabase(postgres.url);
  try {
    await ensureWorkspace(db, workspaceId);
    const { organization } = await insertOrganization(db, { workspaceId, name: 'Acme', createdBy: 'U1' });
    const people = generatedFile({ rows, organizationIds: [organization.id] });
    return [
      ...(await measured(db, 'new people', 1, people)),
      ...(await measured(db, 'a change of everybody', 2, changes(rows))),
    ];
  } finally {
    await close();
    await postgres.stop();
  }
}

/** The ids follow the lines of the first file. */
async function* changes(rows: number): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from('contact_id,title,city\r\n');
  for (let id = 1; id <= rows; id++) yield Buffer.from(`${id},Director ${id % 50},Oslo\r\n`);
}

async function measured(
  db: Database,
  name: string,
  importId: number,
  bytes: AsyncIterable<Buffer>,
): Promise<Yardstick[]> {
  const choices = {
    lookAlikes: 'create',
    emptyCells: 'keep',
    unknownIds: 'leave out',
    conflicts: 'keep',
  } as const;
  const rules: PlanRules = {
    workspaceId,
    importId,
    organizationId: null,
    choices,
    redacted: false,
    snapshot: null,
  };
  const file = await readCsv(bytes, { maxBytes: Number.MAX_SAFE_INTEGER });
  const inWorkspace = inWorkspaceOf(db);
  await inWorkspace(workspaceId, (tx) => stageRows(tx, importId, file.rows, new AbortController().signal));
  await db.execute(sql`
    insert into import (workspace_id, id, channel_id, share_ts, slack_file_id, thread_ts, file_name, file_size,
      requested_by, addressed)
    values (${workspaceId}, ${importId}, 'C1', ${name}, 'F1', '1.1', 'people.csv', 1, 'U1', true)`);
  const isolation = { isolationLevel: 'repeatable read' } as const;
  const context = { ignoredColumns: [], appliedBefore: null, base: null };
  const { fingerprint } = await inWorkspace(workspaceId, (tx) => makePlan(tx, rules, context), isolation);

  let history = 0;
  const begun = performance.now();
  const applied = await inWorkspace(
    workspaceId,
    (tx) => {
      const counted = timing(tx, ofHistory, (seconds) => {
        history += seconds;
      });
      return applyPlan(counted, rules, fingerprint, 'U1');
    },
    isolation,
  );
  const seconds = (performance.now() - begun) / 1_000;
  if (!applied) throw new Error('the plan held no longer, though nobody else wrote');
  return [
    { name: `engine: apply ${name}`, seconds },
    { name: `engine: of that, its history (${name})`, seconds: history },
  ];
}

/** The same transaction, which tells how long each of the statements took that fit. */
function timing(tx: Transaction, which: RegExp, tell: (seconds: number) => void): Transaction {
  const dialect = new PgDialect();
  const execute = async (query: SQL) => {
    const begun = performance.now();
    const result = await tx.execute(query);
    if (which.test(dialect.sqlToQuery(query).sql)) tell((performance.now() - begun) / 1_000);
    return result;
  };
  return new Proxy(tx, {
    get(of, key) {
      if (key === 'execute') return execute;
      const value: unknown = Reflect.get(of, key, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}
