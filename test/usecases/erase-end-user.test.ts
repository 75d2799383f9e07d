// Erasing while others write, and what stays of others who have the same values.
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { lockImport } from '../../src/db/imports.ts';
import type { Transaction } from '../../src/db/transaction.ts';
import { applyPlan } from '../../src/import/apply-plan.ts';
import { undoOperation } from '../../src/import/undo/undo-operation.ts';
import { openLog } from '../../src/log.ts';
import { addEndUser } from '../../src/usecases/end-users/add-end-user.ts';
import { editEndUser } from '../../src/usecases/end-users/edit-end-user.ts';
import { eraseEndUser } from '../../src/usecases/end-users/erase-end-user.ts';
import type { Context } from '../../src/usecases/ports.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from '../import/csv.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db, inWorkspace } = await freshDatabase();
const context = { db, inWorkspace, log: openLog('silent') } as Context;
let workspaces = 0;

const canary = {
  name: 'Zq Ana',
  title: 'Zq title',
  email: 'zq@x.example',
  phone: '+49 555 1',
  notes: 'zq\nnotes',
};

async function anaAndBo() {
  const workspaceId = `T${++workspaces}`;
  const here = await createTestWorkspace(db, workspaceId);
  const acme = await here.organization('Acme');
  const bo = { name: 'Bo', title: 'CEO', email: 'bo@x.example', phone: '+49 555 1', notes: '' };
  const created = await here.import(toCsv([canary, bo].map((cells) => ({ customer_id: acme, ...cells }))));
  const [ana, boId] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  const erase = (endUserId = ana) =>
    eraseEndUser(context, { workspaceId, endUserId, by: 'UADMIN' }, { text: 'erased', blocks: [] });
  return { here, workspaceId, acme, ana, bo: boId, created, erase };
}

/** Every row of every table of the workspace that has one of their values. */
async function found(workspaceId: string): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.columns
    where column_name = 'workspace_id' and table_schema = 'public'`);
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db.execute<{ row: string }>(
        sql`select t::text as row from ${sql.raw(name)} t where t.workspace_id = ${workspaceId} and lower(t::text) like '%zq%'`,
      ),
    ),
  );
  const staged = await db.execute<{ name: string }>(
    sql`select c.oid::regclass::text as name from pg_class c join import i on c.relname in ('row_' || i.id, 'plan_' || i.id)
      where i.workspace_id = ${workspaceId} and c.relkind = 'r'`,
  );
  const more = await Promise.all(
    staged.map(({ name }) =>
      db.execute<{ row: string }>(
        sql.raw(`select t::text as row from ${name} t where lower(t::text) like '%zq%'`),
      ),
    ),
  );
  return [...rows, ...more].flat().map(({ row }) => row);
}

/** Runs `work` as the job of an import in this state does, and commits once another transaction waits for it. */
async function whileRunning(
  workspaceId: string,
  importId: number,
  state: string,
  work: (tx: Transaction) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  await db.execute(sql`update import set state = ${state}, staged_rows = 1 where id = ${importId}`);
  let other: Promise<unknown> = Promise.resolve();
  await inWorkspace(
    workspaceId,
    async (tx) => {
      await lockImport(tx, { workspaceId, importId });
      await work(tx);
      other = meanwhile();
      await vi.waitFor(async () => {
        const [row] = await db.execute<{ waiting: number }>(sql`
          select count(*)::integer as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`);
        expect(row!.waiting).toBeGreaterThan(0);
      }, 10_000);
    },
    { isolationLevel: 'repeatable read' },
  );
  await other;
}

test('while an import that updates them is applied: it waits, and erases what was written', async () => {
  const { here, workspaceId, ana, bo, erase } = await anaAndBo();
  const { rules, ...approved } = await here.plan(
    toCsv([
      { contact_id: ana, title: 'Zq CTO' },
      { contact_id: bo, title: 'CTO' },
    ]),
  );
  const apply = (tx: Transaction) => applyPlan(tx, rules, approved, 'U1');
  await whileRunning(workspaceId, rules.importId, 'applying', apply, () => erase());
  expect(await found(workspaceId)).toEqual([]);
  expect(await here.endUsers()).toMatchObject([{ id: bo, title: 'CTO' }]);
});

test('an import that was approved before is outdated, and does the rest once it is planned anew', async () => {
  const { here, workspaceId, ana, bo, erase } = await anaAndBo();
  const planned = await here.plan(
    toCsv([
      { contact_id: ana, title: 'Zq CTO' },
      { contact_id: bo, title: 'CTO' },
    ]),
  );
  await db.execute(
    sql`update import set state = 'applying', staged_rows = 2 where id = ${planned.rules.importId}`,
  );
  await erase();
  expect(await found(workspaceId)).toEqual([]);
  expect(await here.apply(planned)).toBeNull();
  const anew = await here.choose(planned, { unknownIds: 'create' });
  expect(anew.plan).toMatchObject({ created: 0, updated: 1, leftOut: 1, choiceCounts: { unknownIds: 0 } });
  expect(anew.plan.problems).toEqual([
    { line: 2, text: `end user ${ana} was erased and can't come back: remove this row` },
  ]);
  expect(await here.apply(anew)).toMatchObject({ counts: { updated: 1 } });
});

test('while a redo brings them back: they go again', async () => {
  const { here, workspaceId, created, bo, erase } = await anaAndBo();
  const undone = await here.undo(created);
  const redo = (tx: Transaction) =>
    undoOperation(tx, {
      workspaceId,
      importId: created.importId,
      operationId: undone.operationId,
      by: 'U1',
    });
  await whileRunning(workspaceId, created.importId, 'redoing', redo, () => erase());
  expect(await found(workspaceId)).toEqual([]);
  expect((await here.endUsers()).map(({ id }) => id)).toEqual([bo]);
});

test('what others have stays, also where it is equal: values, history, and rows of files', async () => {
  const { here, workspaceId, acme, ana, bo, erase } = await anaAndBo();
  const shared = { email: 'info@x.example', phone: '+49 555 1', direct_report: 'Zq Ana' };
  await here.import(toCsv([ana, bo].map((id) => ({ contact_id: id, ...shared }))), { choices: {} });
  const before = await db.execute(sql`
    select to_jsonb(e) as row from end_user e where id = ${bo}
    union all select to_jsonb(c) from change c where end_user_id = ${bo}`);
  const open = await here.plan(
    toCsv([
      { customer_id: acme, name: 'Cy', email: 'info@x.example' },
      { customer_id: acme, name: 'Zq Ana', email: '' },
    ]),
    { choices: { lookAlikes: 'leave out' } },
  );
  await db.execute(sql`
    update import set state = 'planned', staged_rows = 2, plan = ${JSON.stringify(open.plan)}::jsonb where id = ${open.rules.importId}`);
  await erase();
  expect(
    await db.execute(sql`
      select to_jsonb(e) as row from end_user e where id = ${bo}
      union all select to_jsonb(c) from change c where end_user_id = ${bo}`),
  ).toEqual(before);
  const rows = await db.execute(
    sql.raw(
      `select line, contact_id::integer, name, email from staging.row_${open.rules.importId} order by line`,
    ),
  );
  expect(rows).toEqual([
    { line: 2, contact_id: null, name: 'Cy', email: 'info@x.example' },
    { line: 3, contact_id: ana, name: null, email: null },
  ]);
  // Their name is what Bo's record says about the manager of Bo.
  const others = (await found(workspaceId)).filter(
    (row) => !row.includes('Bo,CEO') && !/direct_report/.test(row),
  );
  expect(others).toEqual([]);
});

test('no export has them, not even one of the past, and fixing their row of a problem file changes nothing', async () => {
  const { here, workspaceId, acme, ana, erase } = await anaAndBo();
  const old = await here.export(acme);
  const later = await here.import(toCsv([{ customer_id: acme, name: 'Cy' }]));
  await db.execute(sql`
    insert into left_out_row (workspace_id, import_id, line, cells)
    values (${workspaceId}, ${later.importId}, 9, ${JSON.stringify(canary)}::jsonb)`);
  expect(old.csv).toContain('Zq Ana');
  await erase();
  expect(await found(workspaceId)).toEqual([]);
  const past = await here.export(acme, { moment: { beforeImport: later.importId } });
  expect(past.csv).not.toContain('Zq');
  expect(past.csv).toContain('Bo');
  const again = await here.plan(old.csv, { base: old });
  expect(again.plan).toMatchObject({ created: 0, updated: 0, leftOut: 1 });
  const fixed = await here.plan(`import_ref,customer_id,name\n${later.importId}-L9,${acme},Zq Ana\n`);
  expect(fixed.plan).toMatchObject({ created: 0, leftOut: 1 });
  expect(fixed.plan.problems[0]!.text).toContain(`end user ${ana} was erased`);
});

test('it is done once, recorded once, and only where there is somebody', async () => {
  const { here, workspaceId, acme, ana, bo, erase } = await anaAndBo();
  const first = await erase();
  expect(first).toMatchObject({ endUserId: ana, by: 'UADMIN' });
  expect(await erase()).toEqual(first);
  expect(
    await eraseEndUser(context, { workspaceId, endUserId: 999_999, by: 'U1' }, { text: '', blocks: [] }),
  ).toBeNull();
  expect(
    await eraseEndUser(context, { workspaceId: 'T0', endUserId: bo, by: 'U1' }, { text: '', blocks: [] }),
  ).toBeNull();
  expect(await here.endUsers()).toHaveLength(1);
  const form = { workspaceId, endUserId: ana, typed: { name: 'Zq Ana' }, formId: 'V1' };
  expect(await addEndUser(context, { ...form, organizationId: acme, addedBy: 'U1' })).toEqual({
    outcome: 'form expired',
  });
  expect(await editEndUser(context, { ...form, seenOperationId: 0, editedBy: 'U1' })).toMatchObject({
    outcome: 'gone',
  });
});
