// How often progress is posted. The test controls the clock.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressThrottle } from '../../src/usecases/progress/progress-throttle.ts';
import { reportProgress } from '../../src/usecases/progress/report-progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('of many files at once, progress is posted no more often than Slack allows, and of each file', async () => {
  const throttle = createProgressThrottle();
  const posted: number[] = [];
  const files = Array.from({ length: 10 }, (_, file) =>
    reportProgress(throttle, async () => posted.push(file)),
  );
  for (let ms = 0; ms < 60_000; ms += 100) {
    vi.advanceTimersByTime(100);
    for (const file of files) file.report(null);
    await new Promise(setImmediate);
  }
  expect(posted.length).toBeGreaterThan(30);
  expect(posted.length).toBeLessThanOrEqual(40);
  expect(new Set(posted).size).toBe(files.length);
});

it('no progress is posted after the end', async () => {
  const posted: string[] = [];
  const progress = reportProgress(createProgressThrottle(), async (words: string) => posted.push(words));
  vi.advanceTimersByTime(5_000);
  progress.report('half');
  await progress.end();
  vi.advanceTimersByTime(5_000);
  progress.report('all');
  expect(posted).toEqual(['half']);
});
