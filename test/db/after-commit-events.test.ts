// Domain events are published after their transaction has committed, and never otherwise.
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { insertImport, transitionImport } from '../../src/db/imports.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import type { DomainEvent } from '../../src/model/domain-event.ts';
import { freshDatabase } from '../database.ts';

describe('a domain event', async () => {
  const { db, url } = await freshDatabase();
  const published: DomainEvent[] = [];
  const { inWorkspace, openPool, close } = openDatabase(url, { onDomainEvent: (it) => published.push(it) });
  afterAll(() => close(0));
  await ensureWorkspace(db, 'T1');
  const share = {
    workspaceId: 'T1',
    channelId: 'C1',
    slackFileId: 'F1',
    threadTs: '1.1',
    fileName: 'people.csv',
    fileSize: 12,
    requestedBy: 'U1',
    addressed: true,
  };

  it('is published when its transaction has committed, in order', async () => {
    const importId = await inWorkspace('T1', async (tx) => {
      const id = await insertImport(tx, { ...share, shareTs: '1.1' });
      await transitionImport(tx, { workspaceId: 'T1', importId: id! }, 'reading');
      expect(published).toEqual([]);
      return id;
    });
    expect(published.splice(0)).toEqual([
      { what: 'import received', workspaceId: 'T1', importId, bytes: 12 },
      { what: 'import is read', workspaceId: 'T1', importId },
    ]);
  });

  it('is published from a second pool as well', async () => {
    const second = openPool({ max: 1 });
    await second.inWorkspace('T1', (tx) => insertImport(tx, { ...share, shareTs: '1.2' }));
    await second.close();
    expect(published.splice(0)).toHaveLength(1);
  });

  it('is not published when the transaction is rolled back', async () => {
    const failing = inWorkspace('T1', async (tx) => {
      await insertImport(tx, { ...share, shareTs: '1.3' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(published).toEqual([]);
  });

  it('is not published when the commit itself fails', async () => {
    await db.execute(sql`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'too late'; end $$`);
    await db.execute(sql`
      create constraint trigger at_commit after insert on import deferrable initially deferred
      for each row execute function refuse()`);
    const failing = inWorkspace('T1', (tx) => insertImport(tx, { ...share, shareTs: '1.4' }));
    await expect(failing).rejects.toThrow('too late');
    expect(published).toEqual([]);
    await db.execute(sql`drop trigger at_commit on import`);
  });

  it('is not published when nothing changed: a share that is recorded already, a transition that is not allowed', async () => {
    await inWorkspace('T1', async (tx) => {
      expect(await insertImport(tx, { ...share, shareTs: '1.1' })).toBeNull();
      expect(await transitionImport(tx, { workspaceId: 'T1', importId: 1 }, 'undone')).toBeNull();
    });
    expect(published).toEqual([]);
  });
});
