// An approved plan is written as it was planned, unless anything has changed that it was made from: then it is planned again.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { addOperation } from '../../src/db/operations.ts';
import type { Transaction } from '../../src/db/transaction.ts';
import { applyPlan } from '../../src/import/apply-plan.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
const inWorkspace = createInWorkspace(db);
let workspaces = 0;

async function withPlan() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([{ customer_id: acme, name: 'Ana', email: 'ana@acme.example', title: 'Engineer' }]),
  );
  const [ana] = await here.endUsers();
  const planned = await here.plan(
    toCsv([
      { contact_id: ana!.id, title: 'CTO' },
      { customer_id: acme, name: 'Bo', email: 'bo@acme.example' },
    ]),
  );
  /** Applies the plan, and tells whether its rows were planned again. */
  const apply = ({ rules, ...approved }: Planned) =>
    inWorkspace(
      here.workspaceId,
      async (tx) => {
        const applied = await applyPlan(tx, rules, approved, 'U1');
        const [row] = await tx.execute<{ again: boolean }>(
          sql`select to_regclass('pg_temp.plan_to_apply') is not null as again`,
        );
        return { counts: applied?.counts ?? null, again: row!.again };
      },
      { isolationLevel: 'repeatable read' },
    );
  return { here, acme, ana: ana!.id, planned, apply };
}

const whole = { rows: 2, created: 1, updated: 1, unchanged: 0, leftOut: 0 };

test('while nothing has changed, the planned rows are written as they are', async () => {
  const { here, planned, apply } = await withPlan();
  expect(await apply(planned)).toMatchObject({ counts: whole, again: false });
  expect(await here.endUsers()).toMatchObject([
    { name: 'Ana', title: 'CTO' },
    { name: 'Bo', email: 'bo@acme.example' },
  ]);
});

const changes: Readonly<Record<string, (given: Awaited<ReturnType<typeof withPlan>>) => Promise<unknown>>> = {
  'another import was applied': ({ here, ana }) => here.import(toCsv([{ contact_id: ana, city: 'Leeds' }])),
  'an import was undone': async ({ here, ana }) =>
    here.undo(await here.import(toCsv([{ contact_id: ana, city: 'Leeds' }]))),
  'an organization was added': ({ here }) => here.organization('Beta'),
  'an organization was renamed': ({ here, acme }) => here.renameByHand(acme, 'Acme Ltd'),
  'somebody was erased': ({ here }) =>
    db.execute(
      sql`insert into erasure (workspace_id, end_user_id, erased_by) values (${here.workspaceId}, 4711, 'U1')`,
    ),
};

for (const [what, change] of Object.entries(changes)) {
  test(`the rows are planned again if ${what}`, async () => {
    const given = await withPlan();
    await change(given);
    expect(await given.apply(given.planned)).toMatchObject({ counts: whole, again: true });
  });
}

test('the rows are planned again if an operation was committed after the plan, though it began before', async () => {
  const { here, acme, apply } = await withPlan();
  let planned: Planned | undefined;
  await inWorkspace(
    here.workspaceId,
    async (tx: Transaction) => {
      await addOperation(tx, { workspaceId: here.workspaceId, kind: 'hand', by: 'U1' });
      planned = await here.plan(toCsv([{ customer_id: acme, name: 'Cy', email: 'cy@acme.example' }]));
    },
    { isolationLevel: 'repeatable read' },
  );
  expect(await apply(planned!)).toMatchObject({ counts: { created: 1 }, again: true });
});

test('the rows are planned again by other rules than those of the plan', async () => {
  const { planned, apply } = await withPlan();
  const rules = { ...planned.rules, choices: { ...planned.rules.choices, lookAlikes: 'leave out' as const } };
  expect(await apply({ ...planned, rules })).toMatchObject({ counts: whole, again: true });
});

test('the rows of a plan of an earlier version are planned again', async () => {
  const { planned, apply } = await withPlan();
  expect(await apply({ ...planned, basis: null })).toMatchObject({ counts: whole, again: true });
});

test('the rows are planned again after a crash of Postgres emptied those that were planned', async () => {
  const { planned, apply } = await withPlan();
  await db.execute(sql.raw(`delete from staging.plan_${planned.rules.importId}`));
  expect(await apply(planned)).toMatchObject({ counts: whole, again: true });
});

test('a plan is not applied that would now create an end user whom another import has created', async () => {
  const { here, acme, planned, apply } = await withPlan();
  await here.import(toCsv([{ customer_id: acme, name: 'Bo', email: 'bo@acme.example' }]));
  expect(await apply(planned)).toEqual({ counts: null, again: true });
});

test('nobody writes end users in a workspace without an operation', async () => {
  const { here } = await withPlan();
  const write = inWorkspace(here.workspaceId, (tx) =>
    tx.execute(sql`update end_user set title = 'Boss' where workspace_id = ${here.workspaceId}`),
  );
  await expect(write).rejects.toMatchObject({
    message: 'an end user was written without an operation',
  });
});
