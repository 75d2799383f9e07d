// Exports of the past: byte for byte what an export at that moment would have been.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from '../import/csv.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function aWorkspace() {
  const workspaceId = `T${++workspaces}`;
  const here = await createTestWorkspace(db, workspaceId);
  return { here, acme: await here.organization('Acme'), beta: await here.organization('Beta') };
}

/** The time of the database, which is that of the history. */
async function now(): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(sql`select clock_timestamp() as now`);
  // The milliseconds of a Date are cut off, so the moment would be before what was just done.
  await new Promise((done) => setTimeout(done, 2));
  return new Date(new Date(row!.now).getTime() + 1);
}

type Here = Awaited<ReturnType<typeof aWorkspace>>['here'];

/** All exports of now, and the moment at which they were written. */
async function look(here: Here, organizations: readonly number[]) {
  const files = [];
  for (const organizationId of [null, ...organizations])
    for (const withCustom of [false, true])
      files.push((await here.export(organizationId, { withCustom })).csv);
  return { files, asOf: await now() };
}

async function lookBack(here: Here, organizations: readonly number[], asOf: Date) {
  const files = [];
  for (const organizationId of [null, ...organizations])
    for (const withCustom of [false, true])
      files.push((await here.export(organizationId, { withCustom, moment: { asOf } })).csv);
  return files;
}

describe('an export as of a moment', () => {
  it('is what an export then was, through creations, edits, undos, and redos', async () => {
    const { here, acme, beta } = await aWorkspace();
    const seen: { files: string[]; asOf: Date }[] = [];
    const see = async () => seen.push(await look(here, [acme, beta]));
    await see();
    const created = await here.import(
      toCsv([
        { customer_id: acme, name: 'Ana', title: '=x', custom_fields: '{"Badge":"12","n":1.50}' },
        { customer_id: beta, name: 'Böhm', notes: 'a\nb', vendor_id: '-3', notification_billing: 'yes' },
        { customer_id: acme, name: 'Cy', custom_fields: '{"Badge":"7"}' },
      ]),
    );
    await see();
    const [ana, bohm, cy] = (await here.endUsers()).map(({ id }) => id);
    const edited = await here.import(
      toCsv([
        { contact_id: ana, title: 'CTO', custom_fields: '{"Badge":null,"Desk":"4"}' },
        { contact_id: bohm, title: 'x', custom_fields: '{"Floor":[1]}' },
      ]),
    );
    await see();
    const again = await here.import(
      toCsv([{ contact_id: ana, title: 'CEO', custom_fields: '{"Desk":"5","Badge":"13"}' }]),
    );
    await see();
    await here.undo(edited);
    await see();
    const undone = await here.undo(again);
    await see();
    await here.undo({ ...again, operationId: undone.operationId });
    await see();
    const removal = await here.undo(created);
    await see();
    await here.import(toCsv([{ customer_id: beta, name: 'Dee' }]));
    await see();
    await here.undo({ ...created, operationId: removal.operationId });
    await see();
    await here.import(toCsv([{ contact_id: cy, name: 'Cyd', custom_fields: '{"New":"1"}' }]));
    await see();
    const removedAgain = await here.undo(created);
    await see();
    await here.undo({ ...created, operationId: removedAgain.operationId });
    await see();
    for (const { files, asOf } of seen) expect(await lookBack(here, [acme, beta], asOf)).toEqual(files);
    expect(new Set(seen.map(({ files }) => files[0])).size).toBeGreaterThan(8);
  });

  it('has nothing of another workspace', async () => {
    const { here, acme } = await aWorkspace();
    const other = await aWorkspace();
    await here.import(toCsv([{ customer_id: acme, name: 'Ana' }]));
    await other.here.import(toCsv([{ customer_id: other.acme, name: 'Zoe' }]));
    const asOf = await now();
    expect((await here.export(null, { moment: { asOf } })).csv).not.toContain('Zoe');
  });

  it('has what was committed by then, not what was begun by then', async () => {
    const { here, acme } = await aWorkspace();
    await here.import(toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'old' }))));
    const [ana, bo] = (await here.endUsers()).map(({ id }) => id);
    const slow = await here.applyOpen(await here.plan(toCsv([{ contact_id: ana, title: 'slow' }])));
    await here.import(toCsv([{ contact_id: bo, title: 'quick' }]));
    const seen = await look(here, [acme]);
    // Nor what is still being committed.
    expect(await lookBack(here, [acme], seen.asOf)).toEqual(seen.files);
    await slow.commit();
    const later = await look(here, [acme]);
    expect(await lookBack(here, [acme], seen.asOf)).toEqual(seen.files);
    expect(await lookBack(here, [acme], later.asOf)).toEqual(later.files);
    expect(later.files).not.toEqual(seen.files);
  });
});

describe('an export before an import', () => {
  it('is what an export right before the import was', async () => {
    const { here, acme } = await aWorkspace();
    const files: string[] = [];
    const imports: number[] = [];
    for (const title of ['a', 'b', 'c']) {
      files.push((await here.export(acme)).csv);
      const [ana] = await here.endUsers();
      const row = ana ? { contact_id: ana.id, title } : { customer_id: acme, name: 'Ana', title };
      imports.push((await here.import(toCsv([row]))).importId);
    }
    for (const [at, beforeImport] of imports.entries())
      expect((await here.export(acme, { moment: { beforeImport } })).csv).toBe(files[at]);
  });

  it('has what others committed while the import was being applied', async () => {
    const { here, acme } = await aWorkspace();
    await here.import(toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'old' }))));
    const [ana, bo] = (await here.endUsers()).map(({ id }) => id);
    const planned = await here.plan(toCsv([{ contact_id: ana, title: 'slow' }]));
    const slow = await here.applyOpen(planned);
    const quick = await here.import(toCsv([{ contact_id: bo, title: 'quick' }]));
    const between = (await here.export(acme)).csv;
    await slow.commit();
    const beforeSlow = await here.export(acme, { moment: { beforeImport: planned.rules.importId } });
    expect(beforeSlow.csv).toBe(between);
    const beforeQuick = await here.export(acme, { moment: { beforeImport: quick.importId } });
    expect(beforeQuick.csv).not.toContain('quick');
    expect(beforeQuick.csv).not.toContain('slow');
  });
});

describe('a file made from an export of the past', () => {
  it('has that moment as its base: what changed since is kept, and what the member edited is an edit', async () => {
    const { here, acme } = await aWorkspace();
    await here.import(
      toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'old', city: 'Boston' }))),
    );
    const [ana, bo] = (await here.endUsers()).map(({ id }) => id);
    const asOf = await now();
    await here.import(toCsv([{ contact_id: ana, title: 'new', city: 'Kyiv' }]));
    const base = await here.export(acme, { moment: { asOf } });
    expect(base.csv).toContain('Ana,old');
    const { plan } = await here.plan(base.csv.replace('Ana,old', 'Ana,mine').replace('Bo,old', 'Bo,edited'), {
      base,
    });
    expect(plan.changes).toMatchObject([{ endUserId: bo, field: 'title', now: 'old', willBe: 'edited' }]);
    expect(plan.conflicts).toMatchObject([{ endUserId: ana, field: 'title' }]);
    expect(plan).toMatchObject({ updated: 1, created: 0 });
  });

  it('counts the change of an import that was committed after the moment, though begun before', async () => {
    const { here, acme } = await aWorkspace();
    await here.import(toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'old' }))));
    const [ana, bo] = (await here.endUsers()).map(({ id }) => id);
    const slow = await here.applyOpen(await here.plan(toCsv([{ contact_id: ana, title: 'slow' }])));
    await here.import(toCsv([{ contact_id: bo, title: 'quick' }]));
    const asOf = await now();
    const early = await here.export(acme, { moment: { asOf } });
    await slow.commit();
    const late = await here.export(acme, { moment: { asOf } });
    for (const base of [early, late]) {
      const { plan } = await here.plan(base.csv, { base });
      expect(plan).toMatchObject({ created: 0, updated: 0, conflicts: [] });
    }
  });
});
