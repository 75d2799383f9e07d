// Migration 0036_duplicate_keys: end users are compared by keys that Postgres computes.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { createTestWorkspace } from '../../import/workspace.ts';
import { databaseOfVersion } from './database-of-version.ts';

describe('a database of the version before end users had keys', async () => {
  const { db, url } = await databaseOfVersion('0028_archived', 'before_moves');
  await db.execute(
    sql`update end_user set email = ' Ana.Díaz@Acme.Example', name = 'Ana  Díaz' where id = 1`,
  );
  await migrate(url);
  const here = await createTestWorkspace(db, 'T1');

  it('finds who looks like a new row, by the email and by the name', async () => {
    const { plan } = await here.plan(
      'customer_id,name,email\n1,Someone,ana.díaz@acme.example\n1,ANA DÍAZ,\n1,Nobody,nobody@acme.example\n',
    );
    expect(plan).toMatchObject({ created: 3, choiceCounts: { lookAlikes: 2 } });
  });

  it('keeps the keys with the values', async () => {
    const keys = async () => {
      const [row] = await db.execute(
        sql`select email_key is null as email, name_key as name from end_user where id = 1`,
      );
      return row!;
    };
    const before = await keys();
    expect(before).toMatchObject({ email: false });
    await db.execute(sql`update end_user set email = ' ', name = 'ana díaz' where id = 1`);
    expect(await keys()).toEqual({ email: true, name: before.name });
  });
});
