// Builds the programs that tests run as processes, one file each: a process starts in a fifth of the time that it takes
// from the sources, and the tests start more than a hundred.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { removeWithThisProcess } from './postgres-for-tests.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Paths of the built programs, for Node.js to run. */
    programs: Readonly<Record<keyof typeof entryPoints, string>>;
  }
}

const entryPoints = {
  app: 'src/main.ts',
  checkSlack: 'src/cli/check-slack.ts',
  deleteWorkspace: 'src/cli/delete-workspace.ts',
  postgresHolder: 'test/db/hold-postgres.ts',
  queueWorker: 'test/queue/worker-process.ts',
};

/** CommonJS packages in the bundle call these. */
const banner = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/** Global setup: runs before the first test file of each speed; what it returns runs after the last. */
export default async function buildPrograms(project: TestProject) {
  // All speeds share the programs: each inherits what the root project provides.
  if (project.getProvidedContext().programs) return undefined;
  // As deep in the repository as a file of src/db, which finds the migrations by a relative path.
  const folder = path.resolve('dist', `of-tests-${randomBytes(6).toString('hex')}`);
  removeWithThisProcess(folder);
  await build({
    entryPoints,
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    // The log and error handling read the names of classes.
    keepNames: true,
    logLevel: 'warning',
  });
  const pathOf = (name: string) => path.join(folder, `${name}.js`);
  project.vitest.provide('programs', {
    app: pathOf('app'),
    checkSlack: pathOf('checkSlack'),
    deleteWorkspace: pathOf('deleteWorkspace'),
    postgresHolder: pathOf('postgresHolder'),
    queueWorker: pathOf('queueWorker'),
  });
  return () => rm(folder, { recursive: true });
}
