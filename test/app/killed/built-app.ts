// The app as one file, so that starting it again and again is quick.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Program } from '../app-process.ts';

/** As deep in the repository as a file of `src/db`: the app finds the migrations by the way to them. */
const dist = path.resolve('dist');

export type BuiltApp = { readonly program: Program; remove(): Promise<void> };

export async function buildApp(): Promise<BuiltApp> {
  const folder = path.join(dist, `of-tests-${randomBytes(6).toString('hex')}`);
  const outfile = path.join(folder, 'main.js');
  await build({
    entryPoints: ['src/main.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return { program: { args: [outfile], cwd: '.' }, remove: () => rm(folder, { recursive: true }) };
}
