// Which small imports and undos depend on what a large one writes that runs at the same moment.
import { describe, expect, it } from 'vitest';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { overlaps } from '../../src/import/overlap/overlap.ts';
import type { Work } from '../../src/import/overlap/work.ts';
import { heavyRows } from '../../src/model/job-weight.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
const inWorkspace = createInWorkspace(db);
const here = await createTestWorkspace(db, 'T1');
const acme = await here.organization('Acme');
const beta = await here.organization('Beta');
const created = await here.plan(
  toCsv([
    { customer_id: acme, name: 'Ana', email: 'ana@acme.example', phone: '1' },
    { customer_id: acme, name: 'Bo', email: 'bo@acme.example', phone: '2' },
  ]),
);
await here.apply(created);
const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];

const workOf = ({ rules, plan }: Planned, does: Work['does'] = 'apply'): Work => ({
  workspaceId: 'T1',
  importId: rules.importId,
  does,
  plan,
  instructions: rules.instructions ?? {},
  matchBy: rules.matchBy ?? 'contact_id',
  organizationId: rules.organizationId,
});

const overlap = (small: Work, large: Work): Promise<boolean> =>
  inWorkspace('T1', (tx) => overlaps(tx, small, large));

const newPeople = Array.from({ length: heavyRows }, (_, n) => ({
  customer_id: acme,
  name: `Person ${n}`,
  email: n % 2 ? `p${n}@acme.example` : '',
  phone: n % 2 ? '' : `555 ${n}`,
}));

describe('a small import beside a large one that creates people and changes a title', async () => {
  const largeFile = [...newPeople, { customer_id: acme, contact_id: ana, title: 'CTO' }];
  const large = workOf(await here.plan(toCsv(largeFile)));

  it.each<[string, boolean, Record<string, unknown>]>([
    ['of somebody new', false, { name: 'Cy', email: 'cy@acme.example' }],
    ['of the same new email', true, { name: 'Cy', email: 'P7@acme.example' }],
    ['of the same new email in another organization', false, { customer_id: beta, email: 'p7@acme.example' }],
    ['of the same new name and phone', true, { name: 'person 8', phone: '(555) 8' }],
    ['of the same new name and another phone', false, { name: 'Person 8', phone: '9' }],
    ['of the same new name and nothing else', true, { name: 'Person 8' }],
    ['of the end user', true, { contact_id: ana, city: 'Kyiv' }],
    ['of another end user', false, { contact_id: bo, city: 'Kyiv' }],
    ['that gives another end user the new email', true, { contact_id: bo, email: 'p7@acme.example' }],
    ['that gives another end user a new name', true, { contact_id: bo, name: 'Person 8', phone: '5558' }],
    ['that gives another end user a name of nobody', false, { contact_id: bo, name: 'Robert' }],
    ['of somebody who looks like the end user', true, { name: 'A.', email: 'ana@acme.example' }],
  ])('%s: %s', async (_, isOverlap, row) => {
    const small = await here.plan(toCsv([{ customer_id: acme, ...row }]));
    expect(await overlap(workOf(small), large)).toBe(isOverlap);
  });

  it('overlaps if it is a roster', async () => {
    const small = await here.plan(toCsv([{ customer_id: beta, name: 'Cy' }]), {
      instructions: { roster: true },
    });
    expect(await overlap(workOf(small), large)).toBe(true);
  });

  it('overlaps if it fixes rows of the large one', async () => {
    const row = { customer_id: beta, name: 'Cy', import_ref: `${large.importId}-L7` };
    expect(await overlap(workOf(await here.plan(toCsv([row]))), large)).toBe(true);
  });

  it('overlaps if rows mean whoever has a vendor_id, or an email in any organization', async () => {
    for (const matchBy of ['vendor_id', 'email'] as const) {
      const small = await here.plan(toCsv([{ email: 'new@acme.example', vendor_id: '7' }]), { matchBy });
      expect(await overlap(workOf(small), large)).toBe(true);
    }
  });

  it('overlaps if it is an undo of what the large one changes, and no other undo', async () => {
    expect(await overlap(workOf(created, 'undo'), large)).toBe(true);
    const other = await here.plan(toCsv([{ customer_id: beta, name: 'Dee' }]));
    await here.apply(other);
    expect(await overlap(workOf(other, 'undo'), large)).toBe(false);
    expect(await overlap(workOf(other, 'redo'), large)).toBe(true);
  });
});

it('a small import of somebody overlaps with a large one that has people look different', async () => {
  const largeFile = [...newPeople, { customer_id: acme, contact_id: ana, email: 'ann@acme.example' }];
  const large = workOf(await here.plan(toCsv(largeFile)));
  const someone = await here.plan(toCsv([{ customer_id: acme, name: 'Cy' }]));
  expect(await overlap(workOf(someone), large)).toBe(true);
  const title = await here.plan(toCsv([{ contact_id: bo, title: 'CEO' }]));
  expect(await overlap(workOf(title), large)).toBe(false);
});

it('a small import overlaps with a large undo only if it is about the same end users, or if somebody comes back', async () => {
  const undo = workOf(created, 'undo');
  const [same, other, someone] = [
    await here.plan(toCsv([{ contact_id: ana, title: 'CEO' }])),
    await here.plan(toCsv([{ customer_id: beta, name: 'Eve' }])),
    await here.plan(toCsv([{ customer_id: acme, name: 'A.', email: 'ana@acme.example' }])),
  ];
  expect(await overlap(workOf(same), undo)).toBe(true);
  expect(await overlap(workOf(other), undo)).toBe(false);
  expect(await overlap(workOf(someone), undo)).toBe(true);
  expect(await overlap(workOf(other), { ...undo, does: 'redo' })).toBe(true);
});
