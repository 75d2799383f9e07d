import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { RetryLaterError } from '../../src/queue/errors.ts';
import { pauseAfter } from '../../src/queue/next-step.ts';
import { freshDatabase } from '../database.ts';
import { nameOfJob, queueForTests, soon } from './queue-for-tests.ts';

describe('a job that fails', async () => {
  const database = await freshDatabase();
  const queue = queueForTests(database);

  /** Ends all pauses until the queue has the expected row. */
  const untilRow = (name: string, expected: object | undefined) =>
    expect
      .poll(async () => {
        await queue.endPauses();
        return (await queue.rows()).get(name);
      }, soon)
      .toEqual(expected && expect.objectContaining(expected));

  it('is retried until it succeeds, and each failure is reported', async () => {
    await queue.add('thrice');
    const attempts: number[] = [];
    const onError = vi.fn();
    queue.start(
      async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error(`failure ${attempt}`);
      },
      { onError },
    );
    await untilRow('thrice', undefined);
    expect(attempts).toEqual([1, 2, 3]);
    expect(onError.mock.calls.map(([error, job]) => [error.message, job.payload.name])).toEqual([
      ['failure 1', 'thrice'],
      ['failure 2', 'thrice'],
    ]);
  });

  it('is dead-lettered after the eighth attempt, reported once, and kept with its reference', async () => {
    await queue.add('hopeless');
    const reports: [unknown, unknown, string][] = [];
    queue.start(
      async ({ attempt }) => {
        throw new Error(`failure ${attempt}`);
      },
      {
        onDeadLettered: async (job, error, reference) =>
          void reports.push([nameOfJob(job), error, reference]),
      },
    );
    await untilRow('hopeless', { failed: true, running: false, failures: 8 });
    expect(reports).toHaveLength(1);
    const [name, error, reference] = reports[0] ?? [];
    expect(name).toBe('hopeless');
    expect(error).toEqual(new Error('failure 8'));
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await queue.rows()).get('hopeless')?.reference).toBe(reference);
  });

  it('reports how each of its runs ended', async () => {
    await queue.add('first');
    const onSettled = vi.fn();
    queue.start(
      async ({ attempt }) => {
        if (attempt === 1 && onSettled.mock.calls.length === 0) throw new RetryLaterError(1);
        if (attempt < 3) throw new Error(`failure ${attempt}`);
      },
      { onSettled },
    );
    await untilRow('first', undefined);
    await queue.add('hopeless', { kind: 'other' });
    await untilRow('hopeless', undefined);
    await expect
      .poll(() => onSettled.mock.calls, soon)
      .toEqual([
        ['task', 'waits'],
        ['task', 'failed'],
        ['task', 'failed'],
        ['task', 'done'],
        ['other', 'failed'],
        ['other', 'failed'],
        ['other', 'done'],
      ]);
  });

  it('releases its key when it is dead-lettered', async () => {
    await queue.add('hopeless', { key: 'k' });
    queue.start(async () => {
      throw new Error('as always');
    });
    await untilRow('hopeless', { failed: true });
    expect(await queue.add('new try', { key: 'k' })).toBe(true);
  });

  it('is reported again when reporting it fails, and dead-lettered in the end even if no report succeeds', async () => {
    await queue.add('never reported');
    let reports = 0;
    queue.start(
      async () => {
        throw new Error('as always');
      },
      {
        async onDeadLettered() {
          reports++;
          throw new Error('no connection to Slack');
        },
      },
    );
    await untilRow('never reported', { failed: true });
    expect(reports).toBeGreaterThan(1);
  });

  it('is retried at the time that it asks for, as often as it asks, without counting as failed', async () => {
    await queue.add('polite');
    let asked = 0;
    queue.start(async ({ attempt }) => {
      expect(attempt).toBe(1);
      if (++asked <= 20) throw new RetryLaterError(3_600_000);
    });
    await untilRow('polite', undefined);
    expect(asked).toBe(21);
  });

  it('is retried at once, without counting as failed, after a serialization failure', async () => {
    const { db } = database;
    await db.execute(sql`create table contended as select 0 as value`);
    await queue.add('overtaken');
    const attempts: number[] = [];
    queue.start(async ({ attempt }) => {
      attempts.push(attempt);
      await db.transaction(
        async (tx) => {
          await tx.execute(sql`select value from contended`);
          if (attempts.length <= 10) await db.execute(sql`update contended set value = value + 1`);
          await tx.execute(sql`update contended set value = value + 100`);
        },
        { isolationLevel: 'repeatable read' },
      );
    });
    await untilRow('overtaken', undefined);
    expect(attempts).toEqual(Array(11).fill(1));
    expect(await db.execute(sql`select value from contended`)).toMatchObject([{ value: 110 }]);
  });

  it('pauses twice as long after each failure, up to a minute, with jitter', () => {
    const ranges = [0, 1, 2, 3, 4, 5, 6, 7].map((failures) => {
      const pauses = Array.from({ length: 200 }, () => pauseAfter(failures));
      return { min: Math.min(...pauses), max: Math.max(...pauses) };
    });
    [1, 2, 4, 8, 16, 32, 60, 60].forEach((seconds, failures) => {
      expect(ranges[failures]?.min).toBeGreaterThanOrEqual(seconds * 750);
      expect(ranges[failures]?.max).toBeLessThanOrEqual(seconds * 1_250);
      expect(ranges[failures]?.min).not.toBe(ranges[failures]?.max);
    });
  });
});
