// Moving in: the end users of another site, known here by the ids that they had there.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

const otherSite: PlanOptions = { instructions: { otherSite: true }, choices: { lookAlikes: 'leave out' } };
const byName: PlanOptions = { ...otherSite, namesOrganizations: true };

/** A workspace with its own organization and end users, whose ids the other site's ids happen to match. */
async function site() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  await here.import(
    toCsv(['Ana', 'Bo', 'Cy'].map((name) => ({ customer_id: acme, name, email: `${name}@ours.example` }))),
  );
  const ours = await here.endUsers();
  const [ana, bo] = ours;
  const theirs = [
    { customer_id: acme, contact_id: ana!.id, company: 'Beta', name: 'Di', email: 'di@x.example' },
    { customer_id: acme, contact_id: bo!.id, company: 'Beta', name: 'Ed', email: 'ed@x.example' },
  ];
  return { here, acme, beta, ours, ana: ana!, bo: bo!, theirs };
}

test('ids that happen to match never touch ours: all are new, with the old ids as references', async () => {
  const { here, beta, ours, theirs } = await site();
  const planned = await here.plan(toCsv(theirs), byName);
  expect(planned.plan).toMatchObject({
    created: 2,
    updated: 0,
    leftOut: 0,
    instructions: { otherSite: { known: 0, created: 2 } },
    choiceCounts: { unknownIds: 0, otherPeople: 0 },
  });
  await here.apply(planned);
  expect((await here.endUsers()).slice(0, 3)).toEqual(ours);
  expect((await here.endUsers()).slice(3)).toMatchObject([
    { name: 'Di', organizationId: beta },
    { name: 'Ed', organizationId: beta },
  ]);
});

test('a later file of the other site updates by the old ids, organizations included', async () => {
  const { here, acme, beta, ours, ana, theirs } = await site();
  await here.import(toCsv(theirs), byName);
  const later = [
    { customer_id: acme, contact_id: ana.id, name: 'Di', email: 'di@x.example', title: 'CTO' },
    { customer_id: acme, contact_id: 999_999, name: 'Fe', email: 'fe@x.example', title: '' },
  ];
  const planned = await here.plan(toCsv(later), otherSite);
  expect(planned.plan).toMatchObject({
    created: 1,
    updated: 1,
    cells: 1,
    instructions: { otherSite: { known: 1, created: 1 } },
  });
  await here.apply(planned);
  const people = await here.endUsers();
  expect(people.slice(0, 3)).toEqual(ours);
  expect(people.slice(3)).toMatchObject([
    { name: 'Di', title: 'CTO', organizationId: beta },
    { name: 'Ed' },
    { name: 'Fe', organizationId: beta },
  ]);
});

test('in an export with old ids, every cell is equal', async () => {
  const there = await createTestWorkspace(db, `T${++workspaces}`);
  const [one, two] = [await there.organization('One'), await there.organization('Two')];
  const cells = { phone: '+1 (555) 010-0199', zip: '02134', notes: 'a\nb', vendor_id: 12 };
  await there.import(
    toCsv([
      {
        customer_id: two,
        name: 'Zoë Weiß',
        email: 'zoe@x.example',
        ...cells,
        custom_fields: '{"Badge":"12"}',
      },
      { customer_id: one, name: '=cmd', email: 'e@x.example', notification_billing: 'yes' },
      { customer_id: two, name: 'Ann', email: 'a@x.example' },
    ]),
  );
  const { csv } = await there.export();
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  await here.organization('One');
  await here.organization('Two');
  // With the names of the organizations, as another site exports them.
  const named = edited(csv, ({ customer_id: id }) => ({ company: Number(id) === one ? 'One' : 'Two' }));
  const applied = await here.import(named, byName);
  expect((await here.export(null, { withOldIds: true })).csv).toBe(csv);
  // Unchanged, when it is shared once more.
  expect((await here.plan(csv, otherSite)).plan).toMatchObject({ unchanged: 3, created: 0, updated: 0 });
  // Undone and moved in again: known by the same old ids.
  await here.undo(applied);
  expect((await here.plan(csv, otherSite)).plan).toMatchObject({ created: 3, unchanged: 0, leftOut: 0 });
  await here.import(csv, otherSite);
  expect((await here.export(null, { withOldIds: true })).csv).toBe(csv);
});

test('an export with old ids leaves the ids of those empty who had none', async () => {
  const { here, theirs } = await site();
  await here.import(toCsv(theirs), byName);
  const rows = (await here.export(null, { withOldIds: true, withCustom: true })).csv.split('\r\n');
  expect(rows[1]).toMatch(/^,,Ana,/);
  expect(rows[4]).toMatch(/^\d+,\d+,Di,/);
});

test('a redo knows them by their old ids again', async () => {
  const { here, theirs } = await site();
  const applied = await here.import(toCsv(theirs), byName);
  const undone = await here.undo(applied);
  await here.undo({ importId: applied.importId, operationId: undone.operationId! });
  expect((await here.plan(toCsv(theirs), byName)).plan).toMatchObject({ unchanged: 2, created: 0 });
});

test('an unknown organization is a problem that says what to do, not the only organization that there is', async () => {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const only = await here.organization('Only');
  const rows = [{ customer_id: 7, contact_id: 1, name: 'Di' }];
  const planned = await here.plan(toCsv(rows), { ...otherSite, organizationId: only });
  expect(planned.plan.problems).toEqual([
    {
      line: 2,
      text: `customer_id "7" of the other site isn't known here: import its organizations first, or name them in a column`,
    },
  ]);
  // The message names it.
  const named = { ...otherSite, organizationId: only, namedOrganizationId: only };
  await here.import(toCsv(rows), named);
  expect((await here.export(null, { withOldIds: true })).csv).toContain('\r\n7,1,Di,');
});

test('an unknown old id on several lines is nobody twice', async () => {
  const { here, theirs } = await site();
  const twice = [theirs[0]!, { ...theirs[0]!, name: 'Di II', email: 'di2@x.example' }];
  const { plan } = await here.plan(toCsv(twice), byName);
  expect(plan).toMatchObject({ created: 0, leftOut: 2 });
  expect(plan.problems[0]!.text).toMatch(/^contact_id \d+ is on lines 2, 3: keep one of these lines$/);
});

test('who looks like an end user of ours, and is updated, is known by the old id from then on', async () => {
  const { here, acme, ours } = await site();
  const rows = [
    { customer_id: 7, contact_id: 70, company: 'Acme', name: 'Cy', email: 'cy@ours.example', title: 'CEO' },
  ];
  const asked = await here.plan(toCsv(rows), byName);
  expect(asked.plan).toMatchObject({ leftOut: 1, choiceCounts: { lookAlikes: 1 } });
  await here.apply(await here.choose(asked, { lookAlikes: 'update' }));
  const found = await db.execute(sql`
    select kind, old_id::float8 as "oldId", id::float8 as id from old_id where workspace_id = ${here.workspaceId} order by kind`);
  expect(found).toEqual([
    { kind: 'end user', oldId: 70, id: ours[2]!.id },
    { kind: 'organization', oldId: 7, id: acme },
  ]);
});

test('an end user who was erased is not brought back by the old id', async () => {
  const { here, theirs } = await site();
  await here.import(toCsv(theirs), byName);
  const di = (await here.endUsers())[3]!;
  await db.execute(sql`delete from end_user where workspace_id = ${here.workspaceId} and id = ${di.id}`);
  await db.execute(sql`insert into erasure values (${here.workspaceId}, ${di.id}, 'U1')`);
  const { plan } = await here.plan(toCsv(theirs), byName);
  expect(plan).toMatchObject({ created: 0, unchanged: 1, leftOut: 1 });
  expect(plan.problems[0]!.text).toContain('was erased');
});
