import { defineConfig } from 'vitest/config';
import { timeLimit } from './test/runs.ts';
import { SlowestFirst } from './test/slowest-first.ts';
import { type Speed, testFilesBySpeed } from './test/speeds.ts';

const files = testFilesBySpeed();
const project = (name: Speed, more: object) => ({
  extends: true as const,
  test: { name, include: files[name], ...more },
});
const withPostgres = { globalSetup: ['test/postgres-for-tests.ts'] };

export default defineConfig({
  test: {
    projects: [
      // Pure code has no state to keep apart: half of the time went into importing the same modules again.
      project('unit', { isolate: false }),
      project('engine', withPostgres),
      project('app', withPostgres),
    ],
    // With much room: a busy machine must not fail a test. What never comes is waited for this long.
    testTimeout: timeLimit(120_000),
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Tests wait more than they compute.
    maxWorkers: 4,
    sequence: { sequencer: SlowestFirst },
  },
});
