// Custom fields: each key is merged, counted, recorded, and undone by itself.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { insertImport } from '../../src/db/imports.ts';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { rowNote } from '../../src/import/plan/notes-on-damage.ts';
import { stageRows } from '../../src/import/stage/stage.ts';
import { columnNames } from '../../src/model/columns.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

/** One end user with these custom fields, an object or as it is written. */
async function someone(fields: object | string = '') {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const created = await here.import(
    toCsv([{ customer_id: acme, name: 'Ana', custom_fields: written(fields) }]),
  );
  const id = (await here.endUsers())[0]!.id;
  const file = (cell: object | string) => toCsv([{ contact_id: id, custom_fields: written(cell) }]);
  const fieldsNow = async () => (await here.endUsers())[0]?.custom_fields ?? null;
  return { here, acme, created, id, file, fieldsNow, base: await here.export() };
}

const written = (fields: object | string): string =>
  typeof fields === 'string' ? fields : JSON.stringify(fields);

test('keys that a cell does not name stay, and null removes a key', async () => {
  const { here, file, fieldsNow, id } = await someone({ Badge: '12', Desk: 'B4' });
  const planned = await here.plan(file({ Badge: '13', Floor: 2, Desk: null }));
  expect(planned.plan).toMatchObject({ updated: 1, cells: 3 });
  const cell = { endUserId: id, endUser: 'Ana', field: 'custom_fields' };
  expect(planned.plan.changes).toEqual([
    { ...cell, key: 'Badge', now: '12', willBe: '13' },
    { ...cell, key: 'Desk', now: 'B4', willBe: null },
    { ...cell, key: 'Floor', now: null, willBe: '2' },
  ]);
  expect(await here.apply(planned)).toMatchObject({ counts: { updated: 1, cells: 3 } });
  expect(await fieldsNow()).toEqual({ Badge: '13', Floor: 2 });
  await here.import(file({ Badge: '14' }));
  expect(await fieldsNow()).toEqual({ Badge: '14', Floor: 2 });
  await here.import(file({ Badge: null, Floor: null }));
  expect(await fieldsNow()).toBeNull();
});

test('the history of a key has no other keys', async () => {
  const { here, file, id } = await someone({ Badge: '12', Desk: 'B4' });
  await here.import(file({ Badge: '13', Floor: 2 }));
  expect((await here.history()).at(-1)?.changes).toEqual({
    [id]: {
      before: { custom_fields: { Badge: '12', Floor: null } },
      after: { custom_fields: { Badge: '13', Floor: 2 } },
    },
  });
});

test('values of keys are compared by meaning, however deep, and shown so that they can be told apart', async () => {
  const { here, file } = await someone({ a: { x: 1, y: [1, { z: null }] }, n: 1.5, t: '12' });
  expect((await here.plan(file('{"n": 1.50, "a": {"y": [1.0, {"z": null}], "x": 1}}'))).plan).toMatchObject({
    updated: 0,
    unchanged: 1,
  });
  const { plan } = await here.plan(file('{"t": 12, "a": {"x": 1}}'));
  expect(plan.changes).toMatchObject([
    { key: 'a', now: '{"x": 1, "y": [1, {"z": null}]}', willBe: '{"x": 1}' },
    { key: 't', now: '"12"', willBe: '12' },
  ]);
});

test('a cell that names nothing new changes nothing', async () => {
  const { here, file } = await someone({ Badge: '12' });
  for (const cell of [{}, { Badge: '12' }, { Desk: null }, { Badge: '12', Desk: null }]) {
    expect((await here.plan(file(cell))).plan).toMatchObject({ updated: 0, unchanged: 1, cells: 0 });
  }
});

test('an empty cell follows the choice: keep, or clear all keys', async () => {
  const { here, file, fieldsNow } = await someone({ Badge: '12', Desk: 'B4' });
  const planned = await here.plan(file(''));
  expect(planned.plan).toMatchObject({ unchanged: 1, choiceCounts: { emptyCells: 1 } });
  const cleared = await here.choose(planned, { emptyCells: 'clear' });
  expect(cleared.plan).toMatchObject({ updated: 1, cells: 2, choiceCounts: { emptyCells: 1 } });
  expect(cleared.plan.changes).toMatchObject([
    { key: 'Badge', now: '12', willBe: null },
    { key: 'Desk', now: 'B4', willBe: null },
  ]);
  await here.apply(cleared);
  expect(await fieldsNow()).toBeNull();
});

test('an emptied cell of an export clears the keys that the export had, and keeps newer ones', async () => {
  const { here, file, fieldsNow, base } = await someone({ Badge: '12', Desk: 'B4' });
  await here.import(file({ Floor: '2', Desk: 'C1' }));
  const planned = await here.plan(
    edited(base.csv, () => ({ custom_fields: '' })),
    { base },
  );
  expect(planned.plan).toMatchObject({ cells: 1, choiceCounts: { emptyCells: 1, conflicts: 1 } });
  expect(planned.plan.conflicts).toMatchObject([{ key: 'Desk', was: 'B4', here: 'C1', inFile: null }]);
  await here.apply(planned);
  expect(await fieldsNow()).toEqual({ Desk: 'C1', Floor: '2' });
});

test('new end users get the keys with a value, and an object without one fills nothing', async () => {
  const { here, acme } = await someone();
  const { plan } = await here.plan(
    toCsv([
      { customer_id: acme, name: '', custom_fields: '{"a":null}' },
      { customer_id: acme, name: '', custom_fields: '{ }' },
    ]),
  );
  expect(plan).toMatchObject({ created: 0, leftOut: 2 });
  await here.import(
    toCsv(
      ['{"a":null,"b":{"c":null},"d":"null"}', '{"a":null}', '{}'].map((custom_fields, i) => ({
        customer_id: acme,
        name: `P${i}`,
        custom_fields,
      })),
    ),
  );
  expect((await here.endUsers()).slice(1).map((row) => row.custom_fields)).toEqual([
    { b: { c: null }, d: 'null' },
    null,
    null,
  ]);
});

test('two imports that set different keys never conflict, whether with a base or not', async () => {
  const { here, file, fieldsNow, base } = await someone({ Badge: '12', Desk: 'B4' });
  const first = await here.plan(file({ Badge: '13' }));
  const second = await here.plan(
    edited(base.csv, () => ({ custom_fields: '{"Badge":"12","Desk":"C1","Floor":2}' })),
    { base },
  );
  expect(await here.apply(first)).not.toBeNull();
  // The approval of the second plan stays valid: nothing that it is about has changed.
  expect(await here.apply(second)).toMatchObject({ counts: { updated: 1, cells: 2 } });
  expect(await fieldsNow()).toEqual({ Badge: '13', Desk: 'C1', Floor: 2 });
  expect((await here.plan(base.csv, { base })).plan).toMatchObject({
    unchanged: 1,
    choiceCounts: { conflicts: 0 },
  });
});

test('an approval is outdated when a key that the plan changes has another value', async () => {
  const { here, file } = await someone({ Badge: '12' });
  const planned = await here.plan(file({ Badge: '14' }));
  await here.import(file({ Badge: '13' }));
  expect(await here.apply(planned)).toBeNull();
});

test('a key that was changed both here and in the file is a conflict, and the others are written', async () => {
  const { here, file, fieldsNow, base, id } = await someone({ Badge: '12', Desk: 'B4', Floor: 1 });
  await here.import(file({ Badge: '13', Floor: null }));
  const csv = edited(base.csv, () => ({ custom_fields: '{"Badge":"14","Desk":"C1","Floor":2}' }));
  const planned = await here.plan(csv, { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { conflicts: 2 } });
  const cell = { endUserId: id, endUser: 'Ana', field: 'custom_fields' };
  expect(planned.plan.conflicts).toEqual([
    { ...cell, key: 'Badge', was: '12', here: '13', inFile: '14' },
    { ...cell, key: 'Floor', was: '1', here: null, inFile: '2' },
  ]);
  const chosen = await here.choose(planned, { conflicts: 'use file' });
  expect(chosen.plan).toMatchObject({ updated: 1, cells: 3, choiceCounts: { conflicts: 2 } });
  await here.apply(planned);
  expect(await fieldsNow()).toEqual({ Badge: '13', Desk: 'C1' });
});

test('a key that was set and removed again since the export is as it was', async () => {
  const { here, file, fieldsNow, base } = await someone({ Badge: '12' });
  for (const Floor of [1, 2, null]) await here.import(file({ Floor }));
  const planned = await here.plan(
    edited(base.csv, () => ({ custom_fields: '{"Floor":3}' })),
    { base },
  );
  expect(planned.plan).toMatchObject({ cells: 1, choiceCounts: { conflicts: 0 } });
  await here.apply(planned);
  expect(await fieldsNow()).toEqual({ Badge: '12', Floor: 3 });
});

test('imports of different keys are undone and redone independently, in any order', async () => {
  const { here, file, fieldsNow } = await someone();
  const badge = await here.import(file({ Badge: '13' }));
  const desk = await here.import(file({ Desk: 'C1' }));
  const undone = await here.undo(badge);
  expect(undone).toMatchObject({ counts: { cells: 1, endUsers: 1, keptCells: 0 }, kept: [] });
  expect(await fieldsNow()).toEqual({ Desk: 'C1' });
  expect((await here.undo(desk)).counts).toMatchObject({ cells: 1, keptCells: 0 });
  expect(await fieldsNow()).toBeNull();
  const redone = await here.undo({ ...badge, operationId: undone.operationId });
  expect(redone.counts).toMatchObject({ cells: 1, endUsers: 1 });
  expect(await fieldsNow()).toEqual({ Badge: '13' });
});

test('an undo keeps the keys that were changed since, and says by whom', async () => {
  const { here, file, fieldsNow, id } = await someone({ Badge: '12', Desk: 'B4' });
  const applied = await here.import(file({ Badge: '13', Desk: null, Floor: 2, Room: 1 }));
  const { importId } = await here.import(file({ Badge: '14', Room: null, Other: 'x' }), {}, 'U2');
  const undone = await here.undo(applied);
  expect(undone).toMatchObject({ counts: { cells: 2, endUsers: 1, keptCells: 1 } });
  expect(undone.kept).toEqual([
    {
      endUserId: id,
      endUser: 'Ana',
      field: 'custom_fields',
      key: 'Badge',
      now: '14',
      changedBy: 'U2',
      importId,
    },
  ]);
  expect(await fieldsNow()).toEqual({ Badge: '14', Desk: 'B4', Other: 'x' });
});

test('an end user who was created is kept by an undo while a change of one of their keys stands', async () => {
  const { here, file, created } = await someone({ Badge: '12' });
  const first = await here.import(file({ Floor: 2 }), {}, 'U2');
  const second = await here.import(file({ Floor: null, Badge: '13' }), {}, 'U3');
  const undone = await here.undo(created);
  expect(undone).toMatchObject({ counts: { keptEndUsers: 1 }, kept: [{ field: null, changedBy: 'U3' }] });
  expect((await here.undo(first)).counts).toMatchObject({ removed: 0 });
  expect((await here.undo(second)).counts).toMatchObject({ removed: 1 });
});

test('damage is recognized in each key, and in the name of a key', async () => {
  const { here, fieldsNow, base, id } = await someone({ City: 'Zürich', Größe: 1, Desk: 'B4' });
  const file = edited(base.csv, () => ({
    custom_fields: '{"City":"ZÃ¼rich","GrÃ¶ÃŸe":1,"Desk":"C1"}',
  }));
  const planned = await here.plan(file, { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, damagedCells: 2 });
  const cell = { endUserId: id, endUser: 'Ana', field: 'custom_fields', kind: 'encoding' };
  expect(planned.plan.damages).toEqual([
    { ...cell, key: 'City', was: 'Zürich', inFile: 'ZÃ¼rich' },
    { ...cell, key: 'GrÃ¶ÃŸe', was: 'Größe', inFile: 'GrÃ¶ÃŸe' },
  ]);
  const [row] = await db.execute(
    sql`select ${rowNote(sql`note`)} as note from ${sql.raw(`staging.plan_${planned.rules.importId}`)}`,
  );
  expect(row?.note).toBe(
    'custom_fields · City was garbled (Zürich → ZÃ¼rich) and keeps its current value; ' +
      'custom_fields · GrÃ¶ÃŸe was garbled (Größe → GrÃ¶ÃŸe) and keeps its current value',
  );
  await here.apply(planned);
  expect(await fieldsNow()).toEqual({ City: 'Zürich', Größe: 1, Desk: 'C1' });
});

test('keys with any name are merged and undone, including those of fields and of the history', async () => {
  const odd = { title: 'x', custom_fields: { a: 1 }, 'custom_fields.a': 2, '': 3, '"\\': 4, 'a?b': 5 };
  const { here, file, fieldsNow } = await someone({ ...odd, '': 0 });
  const applied = await here.import(file({ ...odd, 'custom_fields.a': 9, title: 'y' }));
  expect(applied.counts.cells).toBe(3);
  await here.import(file({ '"\\': null }));
  await here.undo(applied);
  const { '"\\': _, ...rest } = odd;
  expect(await fieldsNow()).toEqual({ ...rest, '': 0 });
});

test('a row is left out when its keys and the stored ones together are too long for a cell', async () => {
  const { here, file, fieldsNow } = await someone({ a: 'x'.repeat(40_000) });
  const { plan } = await here.plan(file({ b: 'x'.repeat(30_000) }));
  expect(plan).toMatchObject({ updated: 0, leftOut: 1 });
  expect(plan.problems).toEqual([
    {
      line: 2,
      text: 'custom_fields would have 70,018 bytes together with the keys that are stored already, but the limit is 65,536',
    },
  ]);
  await here.import(file({ a: null, b: 'x'.repeat(30_000) }));
  expect(await fieldsNow()).toEqual({ b: 'x'.repeat(30_000) });
});

test('a staged row can have keys from several columns, of which some cells are empty', async () => {
  const { here, id, fieldsNow, acme } = await someone({ Badge: '12', Desk: 'B4', Floor: 2 });
  const stage = async (staged: string, contactId: string | null) => {
    const planned = await here.plan(toCsv([{ contact_id: contactId ?? '', name: 'x' }]));
    const cells = columnNames.map((name) => {
      if (name === 'contact_id') return contactId;
      if (name === 'customer_id') return String(acme);
      return name === 'custom_fields' ? staged : null;
    });
    const rows = async function* (encode: (row: CheckedRow) => string) {
      const row = {
        line: 2,
        cells,
        problems: [],
        ref: null,
        marks: null,
        organization: null,
        action: null,
        isNamePartial: false,
      };
      yield { text: Buffer.from(encode({ ...row, isOdd: false, uploaded: null })), rows: 1 };
    };
    const { workspaceId, importId } = planned.rules;
    await createInWorkspace(db)(workspaceId, (tx) =>
      stageRows(tx, importId, rows, new AbortController().signal),
    );
    return here.choose(planned, {});
  };
  const keep = await stage('[{"Badge":"13","Room":1},{"Desk":null,"Other":null}]', String(id));
  expect(keep.plan).toMatchObject({ cells: 2, choiceCounts: { emptyCells: 1 } });
  const clear = await here.choose(keep, { emptyCells: 'clear' });
  expect(clear.plan).toMatchObject({ cells: 3 });
  await here.apply(clear);
  expect(await fieldsNow()).toEqual({ Badge: '13', Floor: 2, Room: 1 });
  await here.apply(await stage('[{"Badge":"14"},{"Desk":null}]', null));
  expect((await here.endUsers()).at(-1)?.custom_fields).toEqual({ Badge: '14' });
});

/** As the last version recorded a change: whole objects before and after. */
async function recordWhole(
  { here, id }: Awaited<ReturnType<typeof someone>>,
  before: object | null,
  after: object | null,
): Promise<{ importId: number; operationId: number }> {
  const file = { slackFileId: `F${id}`, fileName: 'people.csv', fileSize: 1, addressed: true };
  const place = { channelId: 'C1', shareTs: `${workspaces}.${++changes}`, threadTs: '1.1' };
  const { workspaceId } = here;
  const importId = (await insertImport(db, { workspaceId, requestedBy: 'U1', ...place, ...file }))!;
  const [operation] = await db.execute<{ id: number }>(sql`
    insert into operation (workspace_id, kind, import_id, by) values (${workspaceId}, 'import', ${importId}, 'U9')
    returning id::float8 as id`);
  const operationId = operation!.id;
  const whole = (fields: object | null) => JSON.stringify({ custom_fields: fields });
  await db.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, before, after)
    values (${workspaceId}, ${operationId}, ${id}, ${whole(before)}::text::jsonb, ${whole(after)}::text::jsonb)`);
  await db.execute(sql`
    update end_user set custom_fields = ${after && JSON.stringify(after)}::text::jsonb
    where workspace_id = ${workspaceId} and id = ${id}`);
  return { importId, operationId };
}
let changes = 0;

test('changes that the last version recorded, with whole objects, are undone key by key', async () => {
  const one = await someone({ Badge: '12', Desk: 'B4' });
  const old = await recordWhole(one, { Badge: '12', Desk: 'B4' }, { Badge: '13', Floor: 2 });
  await one.here.import(one.file({ Room: 1, Floor: 3 }), {}, 'U2');
  const undone = await one.here.undo(old);
  expect(undone).toMatchObject({
    counts: { cells: 2, keptCells: 1 },
    kept: [{ key: 'Floor', now: '3', changedBy: 'U2' }],
  });
  expect(await one.fieldsNow()).toEqual({ Badge: '12', Desk: 'B4', Floor: 3, Room: 1 });
  const { operationId } = undone;
  await one.here.undo({ ...old, operationId });
  expect(await one.fieldsNow()).toEqual({ Badge: '13', Floor: 3, Room: 1 });
});

test('changes that the last version recorded are part of the merge base, key by key', async () => {
  const one = await someone({ Badge: '12', Desk: 'B4', old: null });
  await recordWhole(one, { Badge: '12', Desk: 'B4' }, { Badge: '13', Desk: 'B4', empty: null });
  const csv = edited(one.base.csv, () => ({ custom_fields: '{"Badge":"14","Desk":"C1","empty":"no"}' }));
  const { plan } = await one.here.plan(csv, { base: one.base });
  expect(plan.conflicts).toMatchObject([{ key: 'Badge', was: '12', here: '13', inFile: '14' }]);
  expect(plan.changes).toMatchObject([
    { key: 'Desk', now: 'B4', willBe: 'C1' },
    { key: 'empty', now: null, willBe: 'no' },
  ]);
  expect((await one.here.plan(one.base.csv, { base: one.base })).plan).toMatchObject({ unchanged: 1 });
});

test('a change that the last version recorded from and to nothing is undone', async () => {
  const one = await someone();
  const set = await recordWhole(one, null, { Badge: '12' });
  const { operationId } = await one.here.undo(set);
  expect(await one.fieldsNow()).toBeNull();
  await one.here.undo({ ...set, operationId });
  const cleared = await recordWhole(one, { Badge: '12' }, null);
  await one.here.undo(cleared);
  expect(await one.fieldsNow()).toEqual({ Badge: '12' });
});

test('an approval of a plan of the last version stays valid unless the plan is about custom fields', async () => {
  const { here, id } = await someone({ Badge: '12' });
  const { rules, fingerprint } = await here.plan(toCsv([{ contact_id: id, title: 'CTO', zip: '' }]));
  // The fingerprint as the last version computed it.
  const [row] = await db.execute<{ fingerprint: string }>(
    sql.raw(`
    select count(*) || ':' || coalesce(sum(hashtextextended(
      row(line, action, end_user_id, organization_id, changed, conflicts, damaged, present, problem, note,
          duplicate_candidate)::text, 0)), 0) as fingerprint
    from staging.plan_${rules.importId}`),
  );
  expect(fingerprint).toBe(row?.fingerprint);
});
