// The long runs: `npm run test:long [name]`, apart from `npm test`. See CONTRIBUTING.md.
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const dayMs = 24 * 60 * 60_000;

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/long/*.long.ts'],
    globalSetup: ['test/postgres-for-tests.ts', 'test/build-programs.ts'],
    // What they measure, they measure alone.
    fileParallelism: false,
    testTimeout: dayMs,
    hookTimeout: 120_000,
  },
});
