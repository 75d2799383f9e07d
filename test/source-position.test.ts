// Stacks in the log name lines of the sources, not of the compiled files.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { atSource } from '../src/source-position.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'endusers-test-'));
afterAll(() => rm(folder, { recursive: true }));

const source = `type Row = {
  readonly name: string;
};

export function fail(row: Row | null): string {
  return row!.name.trim();
}
`;

/** Compiles the source like the build, and returns the file. */
function compile({ map }: { map: boolean }): string {
  const file = path.join(folder, `${map ? 'mapped' : 'bare'}.js`);
  const compiled = transformSync(source, { loader: 'ts', sourcemap: 'external', sourcefile: 'src/row.ts' });
  writeFileSync(file, compiled.code);
  if (map) writeFileSync(`${file}.map`, compiled.map);
  return file;
}

async function frameOf(file: string): Promise<string> {
  const { fail } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    fail: (row: null) => string;
  };
  try {
    return fail(null);
  } catch (error) {
    return (error as Error)
      .stack!.split('\n')
      .find((line) => line.includes('fail'))!
      .trim();
  }
}

it('a frame of a compiled file names the line of the source', async () => {
  const frame = await frameOf(compile({ map: true }));
  expect(frame).not.toContain('row.ts');
  expect(atSource(frame)).toBe(`at fail (${path.join(folder, 'src/row.ts')}:6:15)`);
});

it('a frame of a file without a map, of Node, or of no file at all stays as it is', async () => {
  const frame = await frameOf(compile({ map: false }));
  expect(atSource(frame)).toBe(frame);
  for (const other of ['at node:internal/main/run_main_module:28:49', 'at x (file:///%2f/x.js:1:1)'])
    expect(atSource(other)).toBe(other);
});
