// The benchmark: measures files on their way through the whole app, and what Postgres alone needs for the same rows, in one
// run. Prints the tables of docs/architecture.md. `npm run bench -- --rows 100000`; 1,000,000 rows by default.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installWorkspace } from './install-workspace.ts';
import { measureChanging, measureCreating } from './measure-large-file.ts';
import { measureManyFiles } from './measure-many-files.ts';
import { measureSmallFiles, measureSmallFilesWhileBusy } from './measure-small-files.ts';
import { withBench } from './open-bench.ts';
import { report } from './report.ts';
import { watchMemory } from './watch-memory.ts';

const { values, positionals } = parseArgs({ options: { rows: { type: 'string' } }, allowPositionals: true });
const rows = Number(values.rows ?? positionals[0] ?? 1_000_000);
if (!Number.isSafeInteger(rows) || rows < 1) throw new Error('usage: npm run bench -- [--rows 1000000]');

const smallFiles = 15;

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-bench-'));
try {
  const text = await withBench(folder, rows, async (bench) => {
    const memory = watchMemory(bench.app.pid);
    const desk = await installWorkspace(bench.app, 'T0BENCH01', 50);
    const other = await installWorkspace(bench.app, 'T0OTHER01', 1);
    const smallAtFirst = await measureSmallFiles(desk, smallFiles);
    const creating = await measureCreating(bench, desk);
    const whileBusy = await measureSmallFilesWhileBusy(bench, desk, other);
    const smallLater = await measureSmallFiles(desk, smallFiles);
    const changing = await measureChanging(bench, desk);
    const perRow = await measureManyFiles(bench);
    return report({
      rows,
      lines: [...creating, ...changing],
      small: { atFirst: smallAtFirst, later: smallLater, ...whileBusy },
      perRow,
      memory: memory.stop(),
    });
  });
  process.stdout.write(text);
} finally {
  await rm(folder, { recursive: true, force: true });
}
