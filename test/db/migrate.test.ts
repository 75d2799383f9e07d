// Migrations at startup.
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { connect, openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { databaseUrl } from '../database-url.ts';
import { dropDatabase } from '../drop-database.ts';

describe('migrations', () => {
  it('are applied once when several processes start at the same moment, and never again', async () => {
    const serverUrl = inject('postgresUrl');
    const name = `test_${randomBytes(6).toString('hex')}`;
    const server = connect(serverUrl, { max: 1, name: 'test setup' });
    await server`create database ${server(name)}`;
    const url = databaseUrl(serverUrl, name);

    await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
    const { db, close } = openDatabase(url);
    const applied = () => db.execute(sql`select hash from drizzle.__drizzle_migrations order by id`);
    const once = await applied();
    expect(new Set(once.map(({ hash }) => hash)).size).toBe(once.length);
    await migrate(url);
    expect(await applied()).toEqual(once);
    expect(await db.execute(sql`select count(*)::integer as jobs from job`)).toEqual([{ jobs: 0 }]);

    await close();
    await server.end();
    await dropDatabase(name);
  });
});
