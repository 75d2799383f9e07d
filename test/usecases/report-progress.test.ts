// How often progress is told: the clock is the test's.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressPace } from '../../src/usecases/progress/progress-throttle.ts';
import { reportProgress } from '../../src/usecases/progress/report-progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('of many files at once no more is told than Slack takes in a minute, and of each something', async () => {
  const pace = progressPace();
  const told: number[] = [];
  const files = Array.from({ length: 10 }, (_, file) => reportProgress(async () => told.push(file), pace));
  for (let ms = 0; ms < 60_000; ms += 100) {
    vi.advanceTimersByTime(100);
    for (const file of files) file.report(null);
    await new Promise(setImmediate);
  }
  expect(told.length).toBeGreaterThan(30);
  expect(told.length).toBeLessThanOrEqual(40);
  expect(new Set(told).size).toBe(files.length);
});

it('nothing is told after the end', async () => {
  const told: string[] = [];
  const progress = reportProgress(async (words: string) => told.push(words), progressPace());
  vi.advanceTimersByTime(5_000);
  progress.report('half');
  await progress.end();
  vi.advanceTimersByTime(5_000);
  progress.report('all');
  expect(told).toEqual(['half']);
});
