import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { queueForTests, soon } from './queue-for-tests.ts';

describe('the order of jobs', async () => {
  const queue = queueForTests(await freshDatabase());

  describe('in a serial queue', () => {
    it('is the order in which they were enqueued, one at a time, over all workers', async () => {
      const names = Array.from({ length: 12 }, (_, n) => `job ${n}`);
      for (const name of names) await queue.add(name, { serialQueue: 'apply' });
      const started: string[] = [];
      let atOnce = 0;
      let mostAtOnce = 0;
      for (let worker = 0; worker < 3; worker++)
        queue.start(
          async ({ payload }) => {
            started.push(payload.name);
            mostAtOnce = Math.max(mostAtOnce, ++atOnce);
            await sleep(10);
            atOnce--;
          },
          { slots: 4 },
        );
      await expect.poll(() => started, soon).toEqual(names);
      expect(mostAtOnce).toBe(1);
    });

    it('blocks neither other serial queues, nor those of other workspaces, nor jobs without a serial queue', async () => {
      await queue.add('first', { serialQueue: 'apply' });
      await queue.add('second', { serialQueue: 'apply' });
      await queue.add('other queue', { serialQueue: 'read' });
      await queue.add('other workspace', { serialQueue: 'apply', workspaceId: 'T2' });
      await queue.add('no queue');
      const gate = createGate();
      const started = new Set<string>();
      queue.start(
        async ({ payload }) => {
          started.add(payload.name);
          await gate.passed;
        },
        { slots: 10 },
      );
      await expect.poll(() => started.size, soon).toBe(4);
      expect(started).toEqual(new Set(['first', 'other queue', 'other workspace', 'no queue']));
      gate.open();
      await expect.poll(() => started.has('second'), soon).toBe(true);
    });

    it('is kept while the first job waits for its retry, and continues when that job is dead-lettered', async () => {
      await queue.add('fails', { serialQueue: 'apply' });
      await queue.add('waits', { serialQueue: 'apply' });
      const done: string[] = [];
      let attempts = 0;
      queue.start(async ({ payload }) => {
        if (payload.name === 'fails') {
          attempts++;
          throw new Error('as always');
        }
        done.push(`${payload.name} until after ${attempts} attempts`);
      });
      await expect
        .poll(async () => {
          await queue.endPauses();
          return done;
        }, soon)
        .toEqual(['waits until after 8 attempts']);
    });
  });

  it('gives each workspace its turn, however many jobs another has', async () => {
    for (let n = 0; n < 10; n++) await queue.add(`big ${n}`, { workspaceId: 'big' });
    await queue.add('small', { workspaceId: 'small' });
    await queue.add('tiny', { workspaceId: 'tiny' });
    const gates: (() => void)[] = [];
    const started: string[] = [];
    queue.start(
      async ({ payload }) => {
        started.push(payload.name);
        const gate = createGate();
        gates.push(gate.open);
        await gate.passed;
      },
      { slots: 3 },
    );
    await expect.poll(() => started, soon).toEqual(['big 0', 'small', 'tiny']);

    await queue.add('small again', { workspaceId: 'small' });
    gates[1]?.(); // the only job of "small" ends: its next goes before the nine that have waited longer
    await expect.poll(() => started.at(-1), soon).toBe('small again');
    for (let next = 0; next < 14; next++) {
      gates[next]?.();
      await expect.poll(() => started.length, soon).toBeGreaterThan(Math.min(next + 2, 12));
    }
    expect(started.filter((name) => name.startsWith('big'))).toEqual(
      Array.from({ length: 10 }, (_, n) => `big ${n}`),
    );
  });
});
