// The operator's command that deletes all of a workspace's data.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db, url, inWorkspace } = await freshDatabase();
const [ours, theirs] = ['T0OURS', 'T0THEIRS'];

/** Every table whose rows belong to workspaces, and its column with the workspace. */
const tables = await db.execute<{ name: string; column: string }>(sql`
  select c.relname as name, a.attname as column
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid
   and a.attname = case when c.relname = 'workspace' then 'id' else 'workspace_id' end
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);

/** The number of rows of a workspace in each table. */
async function rowsOf(workspaceId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, column } of tables) {
    const query = `select count(*)::integer as n from "${name}" where "${column}" = '${workspaceId}'`;
    counts[name] = (await db.execute<{ n: number }>(sql.raw(query)))[0]!.n;
  }
  return counts;
}

const stages = async () =>
  (await db.execute(sql`select from pg_class where relnamespace = 'staging'::regnamespace and relkind = 'r'`))
    .length;

/** Adds rows to every table, and two imports with staging tables. */
async function fill(workspaceId: string): Promise<void> {
  const it = await createTestWorkspace(db, workspaceId);
  const acme = await it.organization('Acme');
  await it.import(`customer_id,name,email\n${acme},Ana,nope\n${acme},Bo,\n`);
  const [bo] = await it.endUsers();
  await it.import(`contact_id,title\n${bo!.id},CTO\n`);
  const key = sql`${workspaceId}`;
  await inWorkspace(workspaceId, async (tx) => {
    await tx.execute(sql`insert into access values (${key}, 'U1', 'edit', 'U2')`);
    await tx.execute(sql`insert into column_mapping values (${key}, 'x', '[]', 'U1')`);
    await tx.execute(sql`insert into installation values (${key}, 'B1', 'U1', 'x', null, null, 'U2')`);
    await tx.execute(
      sql`insert into job (workspace_id, kind, payload) values (${key}, 'expire-import', '{}')`,
    );
    await tx.execute(sql`insert into export (workspace_id, kind, requested_by, for_import, channel_id, is_private)
      values (${key}, 'export', 'U1', false, 'C', false)`);
    await tx.execute(sql`insert into seen_event (workspace_id, event_id) values (${key}, 'Ev1')`);
    await tx.execute(
      sql`insert into posting (workspace_id, channel_id, subject) values (${key}, 'C1', 'endusers_import 1')`,
    );
    await tx.execute(sql`insert into former_end_user (workspace_id, id, removed_in, organization_id)
      values (${key}, 1, 1, 1)`);
    await tx.execute(sql`insert into import_ref values (${key}, 1, 1, 1, 1)`);
    await tx.execute(sql`insert into left_out_row values (${key}, 1, 1, '{}')`);
    await tx.execute(sql`insert into erasure values (${key}, 1, 'U1')`);
    await tx.execute(sql`insert into organization_change (workspace_id, operation_id, organization_id, after)
      select workspace_id, min(id), 1, '{}' from operation group by workspace_id`);
    await tx.execute(sql`insert into old_id values (${key}, 'end user', 1, 1)`);
  });
}

/** Runs the command; `typed` is the operator's answer. */
async function run(
  args: readonly string[],
  typed = '',
  env: Readonly<Record<string, string>> = { DATABASE_URL: url },
): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [inject('programs').deleteWorkspace, ...args], {
    env: { PATH, HOME, ...env },
  });
  child.stdin.end(typed);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('deleting the data of a workspace', () => {
  beforeEach(async () => {
    for (const id of [ours, theirs]) if ((await rowsOf(id)).workspace === 0) await fill(id);
  });

  it('deletes its rows from every table, prints the numbers, and touches no other workspace', async () => {
    const [before, others] = [await rowsOf(ours), await rowsOf(theirs)];
    for (const [name, rows] of Object.entries(before)) expect(rows, name).toBeGreaterThan(0);
    expect(await stages()).toBe(8);
    const { code, out, err } = await run([ours], `${ours}\n`);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Type the id again') });
    for (const [name, rows] of Object.entries(before))
      expect(out).toMatch(new RegExp(`^ +${rows} ${name}$`, 'm'));
    expect(out).toMatch(/^ +2 staging area$/m);
    expect(Object.values(await rowsOf(ours)).every((rows) => rows === 0)).toBe(true);
    expect(await rowsOf(theirs)).toEqual(others);
    expect(await stages()).toBe(4);
  });

  it.each([
    ['another id is typed', [ours], `${theirs}\n`, 'The ids do not match. Nothing was deleted.'],
    ['nothing is typed', [ours], '', 'The ids do not match. Nothing was deleted.'],
    ['no id is given', ['--yes'], '', 'Name one workspace'],
    ['two ids are given', [ours, theirs, '--yes'], '', 'Name one workspace'],
    ['the argument is no id', ["T0'; --", '--yes'], '', 'Name one workspace'],
  ])('does not happen if %s', async (_, args, typed, sentence) => {
    const before = [await rowsOf(ours), await rowsOf(theirs)];
    const { code, out, err } = await run(args, typed);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect([await rowsOf(ours), await rowsOf(theirs)]).toEqual(before);
  });

  it('asks nothing with --yes, names the database, and fails if there is nothing to delete', async () => {
    const { out, ...first } = await run([ours, '--yes']);
    expect(first).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Deleted data of ${ours} in ${url}:`);
    expect(await run([ours, '--yes'])).toEqual({
      code: 2,
      out: '',
      err: `${ours} has no data in ${url}. Nothing was deleted.\n`,
    });
  });

  it('creates no database', async () => {
    const dataDir = path.join(inject('scratchFolder'), 'never-used');
    const { code, err } = await run([ours, '--yes'], '', { DATA_DIR: dataDir });
    expect(code).toBe(2);
    expect(err).toBe(
      `DATABASE_URL is not set, and there is no database in the folder ${dataDir} (DATA_DIR).\n`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('fails if the database does not answer, without printing the password', async () => {
    const nobody = 'postgres://app:s3cret@127.0.0.1:1/endusers';
    const { code, out, err } = await run([ours], `${ours}\n`, { DATABASE_URL: nobody });
    expect(code).toBe(2);
    expect(err).toContain('in postgres://app@127.0.0.1:1/endusers.');
    expect(err).toContain('The database in DATABASE_URL does not answer.');
    expect(out + err).not.toContain('s3cret');
  });

  it('is all or nothing', async () => {
    const before = await rowsOf(ours);
    await db.execute(
      sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    );
    await db.execute(
      sql`create trigger refuse before delete on workspace for each row execute function refuse()`,
    );
    expect((await run([ours, '--yes'])).code).toBe(1);
    expect(await rowsOf(ours)).toEqual(before);
    await db.execute(sql`drop function refuse cascade`);
  });
});
