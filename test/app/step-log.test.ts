// The log has a line for each step of an import or export, with its id, its workspace, and its figures.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { createTestLog } from './log-lines.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { lines, log } = createTestLog();
const { db, url } = await freshDatabase();
const fake = await startTestSlack();
await startAppOn(fake, { DATABASE_URL: url }, log);
const { addOrganization, agreed, answer, applied, exported, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const channel = 'end-users';
const workspaceId = fake.app().teamId;
const acme = await addOrganization(dana, 'Acme Ltd');

const importOf = async ({ ts }: { ts: string }): Promise<number> => {
  const [found] = await db.execute<{ id: number }>(
    sql`select id::integer from import where share_ts = ${ts}`,
  );
  return found!.id;
};
/** The lines of one import in their order, without the fields that every line has. */
const told = (importId: number) =>
  lines.flatMap(({ level, time: _, app: __, ...line }) =>
    line.importId === importId && level === 30 ? [line] : [],
  );
const ms = expect.any(Number);

describe('each step is logged in a line', () => {
  it('from the shared file to the redo', async () => {
    const content = `customer_id,name,email\n${acme},Ana,\n${acme},Bo,nope\n`;
    const shared = await share(dana, channel, content);
    const result = await applied(dana, shared);
    await dana.click(result, { text: /^Undo/ });
    const importId = await importOf(shared);
    await expect.poll(() => told(importId).at(-1)?.msg).toBe('import undone');
    await agreed(dana, channel, `/endusers redo ${importId}`);
    await expect.poll(() => told(importId).at(-1)?.msg).toBe('import redone');
    const of = { workspaceId, importId };
    const counts = { rows: 2, created: 1, updated: 0, cells: 0, unchanged: 0, leftOut: 1 };
    const undone = { cells: 0, endUsers: 0, removed: 0, restored: 0, keptCells: 0, keptEndUsers: 0 };
    expect(told(importId)).toEqual([
      { ...of, msg: 'import received', bytes: content.length },
      { ...of, msg: 'import is read' },
      { ...of, msg: 'import read', rows: 2, bytes: content.length, ms },
      { ...of, msg: 'import planned', plan: 1, ...counts, ms },
      { ...of, msg: 'import approved' },
      { ...of, msg: 'import applied', ...counts, ms },
      { ...of, msg: 'undo asked for' },
      { ...of, msg: 'import undone', ...undone, removed: 1, ms },
      { ...of, msg: 'redo asked for' },
      { ...of, msg: 'import redone', ...undone, restored: 1, ms },
    ]);
  });

  it('up to a cancel; a click on a plan that is over is no step', async () => {
    const shared = await share(dana, channel, `customer_id,contact_id,name\n${acme},,Cy\n`);
    const plan = await answer(shared, /1 new/);
    const importId = await importOf(shared);
    await db.execute(sql`update import set plan_number = 7 where id = ${importId}`);
    await dana.click(plan, { text: /^Apply/ });
    await dana.click(plan, { text: /^Cancel/ });
    await answer(shared, /Canceled/);
    expect(told(importId).map(({ msg }) => msg)).toEqual([
      'import received',
      'import is read',
      'import read',
      'import planned',
      'import cancelled',
    ]);
  });

  it('up to a refusal, with its code', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},"Ana\n`);
    await answer(shared, /can't be imported/);
    expect(told(await importOf(shared)).at(-1)).toEqual({
      workspaceId,
      importId: await importOf(shared),
      msg: 'import refused',
      code: 'quote-unclosed',
    });
  });

  it('of an export', async () => {
    await exported(dana, channel, '/endusers export all');
    await idle();
    const [found] = await db.execute<{ id: number }>(sql`select max(id)::integer as id from export`);
    const of = { workspaceId, exportId: found!.id };
    const ofExport = lines.flatMap(({ level: _, time: __, app: ___, ...line }) =>
      line.exportId === found!.id ? [line] : [],
    );
    expect(ofExport).toEqual([
      { ...of, msg: 'export requested', kind: 'export' },
      { ...of, msg: 'export written', rows: 1, ms },
      { ...of, msg: 'export posted' },
    ]);
  });
});
