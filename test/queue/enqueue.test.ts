import { describe, expect, it } from 'vitest';
import { enqueue, startWorker } from '../../src/queue/queue.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { type Kinds, named, queueForTests, soon } from './queue-for-tests.ts';

describe('a job', async () => {
  const database = await freshDatabase();
  const queue = queueForTests(database);

  it('reaches the handler of its kind as it was enqueued, and is deleted when it is done', async () => {
    const seen: unknown[] = [];
    const see = (by: string) => async (job: { [key: string]: unknown }) => {
      const { kind, workspaceId, payload, attempt } = job;
      seen.push({ by, kind, workspaceId, payload, attempt });
    };
    queue.start(async () => undefined, { jobs: { task: named(see('task')), other: named(see('other')) } });
    await queue.add('Ünï "quoted"', { workspaceId: 'T2', kind: 'other' });
    await expect
      .poll(() => seen, soon)
      .toEqual([
        { by: 'other', kind: 'other', workspaceId: 'T2', payload: { name: 'Ünï "quoted"' }, attempt: 1 },
      ]);
    await expect.poll(async () => (await queue.rows()).size, soon).toBe(0);
  });

  it('exists only when its transaction commits', async () => {
    const rolledBack = database.db.transaction(async (tx) => {
      await enqueue(tx, { kind: 'task', workspaceId: 'T1', payload: { name: 'never' } });
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await queue.rows()).toEqual(new Map());
  });

  it('waits for a worker that handles its kind', async () => {
    const done: string[] = [];
    const handler = async (job: { payload: { name: string } }) => void done.push(job.payload.name);
    await queue.add('of a newer version', { kind: 'other' });
    await queue.add('known');
    const older = startWorker<Pick<Kinds, 'task'>>(database, {
      jobs: { task: named(handler) },
      slots: 1,
      onDeadLettered: async () => undefined,
      onError: () => undefined,
      pollMs: 20,
    });
    await expect.poll(() => done, soon).toEqual(['known']);
    await older.stop(100);
    queue.start(handler);
    await expect.poll(() => done, soon).toEqual(['known', 'of a newer version']);
  });

  it('waits for its time', async () => {
    const done: string[] = [];
    await queue.add('in an hour', { runAt: new Date(Date.now() + 3_600_000) });
    await queue.add('now');
    queue.start(async ({ payload }) => void done.push(payload.name));
    await expect.poll(() => done, soon).toEqual(['now']);
    await queue.endPauses();
    await expect.poll(() => done, soon).toEqual(['now', 'in an hour']);
  });

  it('wakes a worker that polls only once an hour', async () => {
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name), { pollMs: 3_600_000 });
    for (const name of ['first', 'second', 'third']) {
      await queue.add(name);
      await expect.poll(() => done.at(-1), soon).toBe(name);
    }
  });

  it('is found behind a pooler that drops notifications', async () => {
    const done: string[] = [];
    const worker = startWorker<Pick<Kinds, 'task'>>(
      { ...database, listen: () => () => undefined },
      {
        jobs: { task: named(async ({ payload }) => void done.push(payload.name)) },
        slots: 1,
        onDeadLettered: async () => undefined,
        onError: () => undefined,
        pollMs: 20,
      },
    );
    await expect.poll(() => worker.ready(), soon).toBe(true);
    await queue.add('not announced');
    await expect.poll(() => done, soon).toEqual(['not announced']);
    await worker.stop(100);
  });

  describe('with a key', () => {
    it('is not added a second time while it waits or runs', async () => {
      expect(await queue.add('first', { key: 'k' })).toBe(true);
      expect(await queue.add('while it waits', { key: 'k' })).toBe(false);
      const gate = createGate();
      const done: string[] = [];
      queue.start(async ({ payload }) => {
        await gate.passed;
        done.push(payload.name);
      });
      await expect.poll(async () => (await queue.rows()).get('first')?.running, soon).toBe(true);
      expect(await queue.add('while it runs', { key: 'k' })).toBe(false);
      gate.open();
      await expect.poll(() => queue.add('after it', { key: 'k' }), soon).toBe(true);
      await expect.poll(() => done, soon).toEqual(['first', 'after it']);
    });

    it('is another job in another workspace, of another kind, or with another key', async () => {
      const added = [
        await queue.add('one', { key: 'k' }),
        await queue.add('two', { key: 'k', workspaceId: 'T2' }),
        await queue.add('three', { key: 'k', kind: 'other' }),
        await queue.add('four', { key: 'l' }),
      ];
      expect(added).toEqual([true, true, true, true]);
    });

    it('is added once when many transactions enqueue it at the same moment', async () => {
      const added = await Promise.all(Array.from({ length: 20 }, () => queue.add('once', { key: 'k' })));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect((await queue.rows()).size).toBe(1);
    });
  });
});
