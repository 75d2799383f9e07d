import { defineConfig } from 'vitest/config';
import { timeLimit } from './test/runs.ts';
import { SlowestFirst } from './test/slowest-first.ts';
import { type Speed, testFilesBySpeed } from './test/speeds.ts';

const files = testFilesBySpeed();
const needsPostgres = {
  globalSetup: ['test/postgres-for-tests.ts', 'test/build-programs.ts'],
  // The files wait more than they compute.
  maxWorkers: 4,
  sequence: { groupOrder: 1 },
};
const project = (name: Speed, settings: object) => ({
  extends: true as const,
  test: { name, include: files[name], ...settings },
});

export default defineConfig({
  test: {
    projects: [
      // First, on their own.
      project('unit', { maxWorkers: 2, sequence: { groupOrder: 0 } }),
      project('engine', needsPostgres),
      project('app', needsPostgres),
    ],
    // Half of the processor time went into loading the same modules for each file. They keep no state.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // These end what hangs. They have room for a machine that is four times as busy.
    testTimeout: timeLimit(120_000),
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
