// A job's payload is checked when the job is taken: jobs outlive the version of the app that enqueued them.
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { InvalidPayloadError } from '../../src/queue/errors.ts';
import type { AnyJob, UnparsedJob } from '../../src/queue/job.ts';
import { enqueue, startWorker } from '../../src/queue/queue.ts';
import { freshDatabase } from '../database.ts';
import { type Kinds, queueForTests, soon } from './queue-for-tests.ts';

describe('the payload of a job', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const queue = queueForTests(database);

  const add = (payload: object, options: { serialQueue?: string } = {}) =>
    db.transaction((tx) => enqueue(tx, { kind: 'task', workspaceId: 'T1', payload, ...options }));
  const failedRows = () =>
    db.execute(sql`
    select payload, failures, attempts, reference from job where failed_at is not null`);

  it('reaches the handler as its schema returns it', async () => {
    await add({ name: 'known', added: 'by a later version' });
    const payloads: unknown[] = [];
    queue.start(async ({ payload }) => void payloads.push(payload));
    await expect.poll(() => payloads, soon).toEqual([{ name: 'known' }]);
  });

  it('that does not fit dead-letters the job at once, with a reference, and no handler sees it', async () => {
    await add({ name: { first: 'Ana' }, secret: 'ana@example.com' });
    const handler = vi.fn(async () => undefined);
    const onSettled = vi.fn();
    const deadLetters: [AnyJob<Kinds> | UnparsedJob<Kinds>, unknown, string][] = [];
    queue.start(handler, {
      onSettled,
      onDeadLettered: async (job, error, reference) => void deadLetters.push([job, error, reference]),
    });
    await expect.poll(() => onSettled.mock.calls, soon).toEqual([['task', 'given up']]);
    expect(handler).not.toHaveBeenCalled();
    expect(deadLetters).toHaveLength(1);
    const [job, error, reference] = deadLetters[0]!;
    expect(job).toEqual({
      id: expect.any(Number),
      kind: 'task',
      serialQueue: null,
      workspaceId: 'T1',
      attempt: 1,
      enqueuedAt: expect.any(Date),
      rawPayload: { name: { first: 'Ana' }, secret: 'ana@example.com' },
    });
    expect(error).toBeInstanceOf(InvalidPayloadError);
    expect(error).toMatchObject({ kind: 'task', paths: ['name'] });
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await failedRows()).toEqual([
      { payload: { name: { first: 'Ana' }, secret: 'ana@example.com' }, failures: 1, attempts: 2, reference },
    ]);
  });

  it('leaves no value of its own in the error', async () => {
    await add({ name: ['ana@example.com'] });
    const errors: Error[] = [];
    queue.start(async () => undefined, {
      onDeadLettered: async (_job, error) => void errors.push(error as Error),
    });
    await expect.poll(() => errors, soon).toHaveLength(1);
    const [error] = errors;
    expect(error?.message).toBe("the payload of a job of kind task doesn't match its schema at: name");
    expect(JSON.stringify({ ...error, stack: error?.stack, cause: error?.cause })).not.toContain('ana');
  });

  it('that does not fit holds up no other job of its serial queue', async () => {
    await add({ nothing: true }, { serialQueue: 'apply' });
    await add({ name: 'behind' }, { serialQueue: 'apply' });
    const done: string[] = [];
    queue.start(async ({ payload }) => void done.push(payload.name));
    await expect.poll(() => done, soon).toEqual(['behind']);
  });

  it('that does not fit is reported again when reporting it fails', async () => {
    await add({});
    const onError = vi.fn();
    let reports = 0;
    queue.start(async () => undefined, {
      onError,
      async onDeadLettered() {
        if (++reports < 3) throw new Error('no connection to Slack');
      },
    });
    await expect
      .poll(async () => {
        await queue.endPauses();
        return failedRows();
      }, soon)
      .toHaveLength(1);
    expect(reports).toBe(3);
    expect(onError.mock.calls.map(([error, job]) => [error.message, job.rawPayload])).toEqual([
      ['no connection to Slack', {}],
      ['no connection to Slack', {}],
    ]);
  });

  it('whose schema throws is a failure of the job, retried and dead-lettered in the end', async () => {
    await add({ name: 'unlucky' });
    const deadLetters: [object, unknown][] = [];
    const schema = z.object({ name: z.string() }).transform(() => {
      throw new Error('broken schema');
    });
    const worker = startWorker<Pick<Kinds, 'task'>>(database, {
      jobs: { task: { payload: schema, handle: async () => undefined } },
      slots: 1,
      onDeadLettered: async (job, error) => void deadLetters.push([job, error]),
      onError: () => undefined,
      pollMs: 20,
    });
    await expect
      .poll(async () => {
        await queue.endPauses();
        return failedRows();
      }, soon)
      .toMatchObject([{ failures: 8 }]);
    await worker.stop(100);
    expect(deadLetters).toEqual([
      [expect.objectContaining({ rawPayload: { name: 'unlucky' } }), new Error('broken schema')],
    ]);
  });
});
