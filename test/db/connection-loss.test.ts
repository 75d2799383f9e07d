import { once } from 'node:events';
import { connect as dial } from 'node:net';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isConnectionLoss } from '../../src/db/connection-loss.ts';
import { openDatabase } from '../../src/db/database.ts';
import { freshDatabase } from '../database.ts';

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('a connection loss', async () => {
  const { db } = await freshDatabase();

  it.each([
    ['nothing listens on the port', 'postgres://localhost:1/none'],
    ['the socket is gone', 'postgres://localhost/none?host=/tmp/no-such-folder'],
  ])('is recognized when %s', async (_, url) => {
    const { db: absent, close } = openDatabase(url);
    expect(isConnectionLoss(await reasonOf(absent.execute(sql`select 1`)))).toBe(true);
    expect(isConnectionLoss(await reasonOf(absent.transaction((tx) => tx.execute(sql`select 1`))))).toBe(
      true,
    );
    await close();
  });

  it('is recognized when the server ends the connection', async () => {
    const query = db.transaction((tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`));
    expect(isConnectionLoss(await reasonOf(query))).toBe(true);
  });

  it('is not confused with an error in the query', async () => {
    expect(isConnectionLoss(await reasonOf(db.execute(sql`select 1 / 0`)))).toBe(false);
  });

  it('is not confused with a connection that another host refuses', async () => {
    const [refused] = await once(dial(1, 'localhost'), 'error');
    expect(refused).toMatchObject({ syscall: 'connect' });
    expect(isConnectionLoss(refused)).toBe(false);
    expect(isConnectionLoss(new TypeError('fetch failed', { cause: refused }))).toBe(false);
    expect(isConnectionLoss(undefined)).toBe(false);
  });
});
