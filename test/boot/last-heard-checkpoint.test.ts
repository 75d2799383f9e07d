// The last-heard checkpoint when the database can't record it at first.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepLastHeardCheckpoint } from '../../src/boot/last-heard-checkpoint.ts';
import { openLog } from '../../src/log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('the smallest gap is kept until it is recorded, with how long ago Slack was heard last', async () => {
  let hear: (gapMs: number) => void = () => undefined;
  const connectivity = {
    onReachable(call: (gapMs: number) => void) {
      hear = call;
      return () => undefined;
    },
    requestReceived: () => undefined,
  };
  let isAway = true;
  const asked: { gapMs: number; agoMs: number }[] = [];
  const end = keepLastHeardCheckpoint(
    connectivity,
    async (gapMs, agoMs) => {
      asked.push({ gapMs, agoMs: Math.round(agoMs) });
      if (isAway) throw new Error('the database is away');
    },
    openLog('silent'),
  );
  hear(0);
  await vi.advanceTimersByTimeAsync(2_000);
  hear(120_000);
  await vi.advanceTimersByTimeAsync(1_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  hear(120_000);
  await vi.advanceTimersByTimeAsync(60_000);
  end();
  expect(asked).toEqual([
    { gapMs: 0, agoMs: 0 },
    { gapMs: 0, agoMs: 0 },
    { gapMs: 0, agoMs: 5_000 },
    { gapMs: 120_000, agoMs: 0 },
  ]);
});
