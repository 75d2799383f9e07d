// The history of changes: who changed which field from which value to which, when, and by which import.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function aWorkspace() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  return { here, acme: await here.organization('Acme') };
}

test('the history records who changed which field from which value to which, by which import, and when', async () => {
  const { here, acme } = await aWorkspace();
  const begun = Date.now();
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', title: 'Engineer', city: 'Boston' }]), {}, 'U1');
  const [ana] = await here.endUsers();
  const applied = await here.import(
    toCsv([{ contact_id: ana!.id, name: 'Ana', title: 'CTO', city: 'Kyiv', state: 'MA' }]),
    {},
    'U2',
  );
  const [, change] = await here.history();
  expect(change).toMatchObject({
    id: applied.operationId,
    kind: 'import',
    importId: applied.importId,
    undoes: null,
    by: 'U2',
  });
  expect(change?.changes).toEqual({
    [ana!.id]: {
      before: { title: 'Engineer', city: 'Boston', state: null },
      after: { title: 'CTO', city: 'Kyiv', state: 'MA' },
    },
  });
  const at = new Date(change!.at).getTime();
  expect(at).toBeGreaterThan(begun - 60_000);
  expect(at).toBeLessThan(Date.now() + 60_000);
});

test('the history records values of every type unchanged', async () => {
  const { here, acme } = await aWorkspace();
  const before = {
    notes: 'Likes "tea",\r\nnot coffee\t\\ ☕ \u0001',
    notification_billing: 'true',
    vendor_id: '9223372036854775807',
    custom_fields: '{"n": 1.50, "null": null, "list": [1, {"a": "b"}]}',
  };
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', ...before }]));
  const there = await here.endUsers();
  const applied = await here.import(
    toCsv([
      {
        contact_id: there[0]!.id,
        notes: 'x',
        notification_billing: 'no',
        vendor_id: '-1',
        custom_fields: '{}',
      },
    ]),
  );
  await here.undo(applied);
  expect(await here.endUsers()).toMatchObject([{ ...there[0], updatedAt: expect.any(Date) }]);
});

test('the history has no rows for created end users, who have the operation in their own row', async () => {
  const { here, acme } = await aWorkspace();
  const applied = await here.import(toCsv([1, 2].map((i) => ({ customer_id: acme, name: `P${i}` }))));
  expect(await here.history()).toMatchObject([{ id: applied.operationId, changes: {} }]);
  expect(await here.endUsers()).toMatchObject([
    { createdIn: applied.operationId },
    { createdIn: applied.operationId },
  ]);
});

test('the history restores the values of every end user at any time', async () => {
  const { here, acme } = await aWorkspace();
  const seen: { name: string | null; title: string | null; city: string | null }[][] = [];
  const look = async () => {
    const rows = await here.endUsers();
    seen.push(rows.map(({ name, title, city }) => ({ name, title, city })));
  };
  const created = await here.import(
    toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'x' }))),
  );
  await look();
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id);
  const changed = await here.import(toCsv([{ contact_id: ana, title: 'y', city: 'Kyiv' }]));
  await look();
  await here.undo(changed);
  await look();
  const undone = await here.undo(created);
  await look();
  await here.undo({ ...created, operationId: undone.operationId });
  await look();
  await here.import(toCsv([{ contact_id: bo, title: 'z' }]));
  await look();

  // Backwards from the current values: restores the previous values of each operation, and removes whom it created.
  const now = new Map((await here.endUsers()).map((row) => [row.id, { ...row } as Record<string, unknown>]));
  const told: unknown[][] = [];
  for (const { id, changes } of (await here.history()).reverse()) {
    const rows = [...now.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
    told.unshift(rows.map(({ name, title, city }) => ({ name, title, city })));
    for (const [endUserId, { before }] of Object.entries(changes)) {
      if (before === null) now.delete(Number(endUserId));
      else now.set(Number(endUserId), { ...now.get(Number(endUserId)), ...before });
    }
    for (const [endUserId, row] of now) if ((row.created_in ?? row.createdIn) === id) now.delete(endUserId);
  }
  expect(told).toEqual(seen);
  expect(now.size).toBe(0);
});

test('the history records an import that changes nothing, without changes', async () => {
  const { here, acme } = await aWorkspace();
  await here.import(toCsv([{ customer_id: acme, name: 'Ana' }]));
  const [ana] = await here.endUsers();
  await here.import(toCsv([{ contact_id: ana!.id, name: 'Ana' }]));
  expect(await here.history()).toMatchObject([{ changes: {} }, { changes: {} }]);
});

test('the history records no change for a damaged, conflicting, or equal cell', async () => {
  const { here, acme } = await aWorkspace();
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', zip: '02134', city: 'Boston' }]));
  const base = await here.export();
  const [ana] = await here.endUsers();
  await here.import(toCsv([{ contact_id: ana!.id, city: 'Kyiv' }]));
  const file = base.csv.replace('02134', '2134').replace('Boston', 'Leeds').replace('Ana', 'Ana N');
  await here.import(file, { base });
  expect((await here.history()).at(-1)?.changes).toEqual({
    [ana!.id]: { before: { name: 'Ana' }, after: { name: 'Ana N' } },
  });
});
