// Measures what the history costs an import: the engine applies a file of new end users, then a file that changes all of
// them, and times the statements that only write history.
import path from 'node:path';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { openDatabase } from '../src/db/database.ts';
import { insertImport } from '../src/db/imports.ts';
import { createInWorkspace } from '../src/db/in-workspace.ts';
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
import { generateFile } from './generate-file.ts';
import type { Yardstick } from './yardsticks.ts';

const workspaceId = 'T1';

/** Statements on the tables that exist only for the history and undo. */
const historyStatement = /insert into "?(operation|change|import_ref)"?\b/i;

export async function measureHistory(folder: string, rows: number): Promise<Yardstick[]> {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'history') });
  await migrate(postgres.url);
  const { db, close } = openDatabase(postgres.url);
  try {
    await ensureWorkspace(db, workspaceId);
    const { organization } = await insertOrganization(db, { workspaceId, name: 'Acme', createdBy: 'U1' });
    const people = generateFile({ rows, organizationIds: [organization.id] });
    return [
      ...(await measureApply(db, 'new end users', people)),
      ...(await measureApply(db, 'changes to all end users', changes(rows))),
    ];
  } finally {
    await close();
    await postgres.stop();
  }
}

/** The ids were issued in the order of the lines of the first file. */
async function* changes(rows: number): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from('contact_id,title,city\r\n');
  for (let id = 1; id <= rows; id++) yield Buffer.from(`${id},Director ${id % 50},Oslo\r\n`);
}

async function measureApply(db: Database, name: string, bytes: AsyncIterable<Buffer>): Promise<Yardstick[]> {
  const importId = await addImport(db, name);
  const choices = {
    lookAlikes: 'create',
    emptyCells: 'keep',
    unknownIds: 'leave out',
    conflicts: 'keep',
    olderValues: 'keep',
    archived: 'leave out',
    leavers: 'keep',
    otherOrganizations: 'leave out',
    otherPeople: 'write',
  } as const;
  const rules: PlanRules = {
    workspaceId,
    importId,
    organizationId: null,
    namesOrganizations: false,
    choices,
    redacted: false,
    snapshot: null,
  };
  const file = await readCsv(bytes, { maxBytes: Number.MAX_SAFE_INTEGER });
  const inWorkspace = createInWorkspace(db);
  await inWorkspace(workspaceId, (tx) => stageRows(tx, importId, file.rows, new AbortController().signal));
  const isolation = { isolationLevel: 'repeatable read' } as const;
  const context = {
    header: { line: 1, header: [], columns: [], ignored: [] },
    appliedBefore: null,
    base: null,
  };
  const approved = await inWorkspace(workspaceId, (tx) => makePlan(tx, rules, context), isolation);

  let history = 0;
  const startedAt = performance.now();
  const applied = await inWorkspace(
    workspaceId,
    (tx) => {
      const timed = withTiming(tx, historyStatement, (seconds) => {
        history += seconds;
      });
      return applyPlan(timed, rules, approved, 'U1');
    },
    isolation,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  if (!applied) throw new Error('the plan is outdated, although nothing else writes');
  return [
    { name: `engine: apply ${name}`, seconds },
    { name: `engine: of which the history (${name})`, seconds: history },
  ];
}

/** Inserts the import that the history refers to. */
async function addImport(db: Database, fileName: string): Promise<number> {
  const importId = await insertImport(db, {
    workspaceId,
    channelId: 'C1',
    shareTs: '1.1',
    threadTs: '1.1',
    slackFileId: fileName,
    fileName,
    fileSize: 0,
    requestedBy: 'U1',
    addressed: true,
  });
  if (importId === null) throw new Error('the import exists already');
  return importId;
}

/** Wraps a transaction so that it reports the duration of each matching statement in seconds. */
function withTiming(tx: Transaction, pattern: RegExp, report: (seconds: number) => void): Transaction {
  const dialect = new PgDialect();
  const execute = async (query: SQL) => {
    const startedAt = performance.now();
    const result = await tx.execute(query);
    if (pattern.test(dialect.sqlToQuery(query).sql)) report((performance.now() - startedAt) / 1_000);
    return result;
  };
  return new Proxy(tx, {
    get(target, key) {
      if (key === 'execute') return execute;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
