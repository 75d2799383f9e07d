// The benchmark: measures files on their way through the whole app, and what Postgres alone needs for the same rows, in one
// run. Prints the tables of docs/architecture.md. `npm run bench -- --rows 100000`; 1,000,000 rows by default.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installWorkspace } from './install-workspace.ts';
import { measureChanging, measureCreating, writePeople } from './measure-large-file.ts';
import { measureManyFiles } from './measure-many-files.ts';
import { measurePeers } from './measure-peers.ts';
import { measureSmallFiles, measureSmallFilesWhileBusy } from './measure-small-files.ts';
import { withBench } from './open-bench.ts';
import { report } from './report.ts';
import { watchMemory } from './watch-memory.ts';

const { values, positionals } = parseArgs({ options: { rows: { type: 'string' } }, allowPositionals: true });
const rows = Number(values.rows ?? positionals[0] ?? 1_000_000);
if (!Number.isSafeInteger(rows) || rows < 1) throw new Error('usage: npm run bench -- [--rows 1000000]');

const smallFiles = 9;

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-bench-'));
try {
  const text = await withBench(folder, rows, async (bench) => {
    const memory = watchMemory(bench.app.pid);
    const desk = await installWorkspace(bench.app, 'T0BENCH01', 50);
    const other = await installWorkspace(bench.app, 'T0OTHER01', 1);
    const atFirst = await step('small files, no end users', () => measureSmallFiles(desk, smallFiles));
    const creating = await step('a large file', () => measureCreating(bench, desk));
    const busy = await step('small files during a large one', () =>
      measureSmallFilesWhileBusy(bench, desk, other),
    );
    const later = await step('small files, many end users', () => measureSmallFiles(desk, smallFiles));
    const changing = await step('a change of all', () => measureChanging(bench, desk));
    const perRow = await step('many files at once', () => measureManyFiles(bench));
    const peak = memory.stop();
    const file = await writePeople(bench, desk, 0);
    const peers = await step('other programs', () => measurePeers(bench, file));
    return report({
      rows,
      lines: [...creating.lines, ...changing],
      small: { atFirst, later, ...busy },
      perRow,
      memory: peak,
      loads: [{ name: 'COPY, by the app’s driver', cost: creating.load }, ...peers],
    });
  });
  process.stdout.write(text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Names on stderr what is measured: a million rows take minutes. */
function step<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${name}\n`);
  return run();
}
