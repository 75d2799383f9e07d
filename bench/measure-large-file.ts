// Measures a large file on its way through the app: import, export, the export again, undo, and a change of every end user.
// Each is followed by its yardstick.
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Cost, sumOf } from './cost.ts';
import { generateFile } from './generate-file.ts';
import type { Desk } from './install-workspace.ts';
import { applyPlan, exportAll, sharePlanned, shareUnchanged, undoResult } from './member-steps.ts';
import { type Bench, vacuum } from './open-bench.ts';
import { measureCopyOut, measureDelete, measureInsert, measureUpdate, writeChanges } from './yardsticks.ts';

/** What the app needs, what its yardstick needs, and how many times as much the app may need. */
export type Line = {
  readonly name: string;
  readonly app: Cost;
  readonly yardstick?: Cost;
  readonly atMost?: number;
};

/** Loading alone is a line for comparison with the peers. */
export type Created = { readonly lines: readonly Line[]; readonly load: Cost };

/** In the end, the workspace is as it was before. */
export async function measureCreating(bench: Bench, desk: Desk): Promise<Created> {
  const { rows, meter, yardsticks } = bench;
  const path = await writePeople(bench, desk, 0);

  const plan = await meter(() => sharePlanned(desk, { path }));
  const applied = await meter(() => applyPlan(desk, plan.result));
  const insert = await measureInsert(yardsticks, path);
  await vacuum(bench);
  const exported = await meter(() => exportAll(desk));
  const copyOut = await measureCopyOut(yardsticks);
  const copy = () => desk.fake.contents.read(exported.result.id);
  const unchanged = await meter(() => shareUnchanged(desk, copy));
  await vacuum(bench);
  const undone = await meter(() => undoResult(desk, applied.result));
  const deletion = await measureDelete(yardsticks);
  await vacuum(bench);

  const lines: readonly Line[] = [
    {
      name: `import of ${rows.toLocaleString('en-US')} new rows, share → applied`,
      app: sumOf([plan.cost, applied.cost]),
      yardstick: insert.whole,
      atMost: 1.3,
    },
    { name: 'of which read and plan', app: plan.cost },
    { name: 'of which apply', app: applied.cost },
    {
      name: 'unchanged export, read and planned again',
      app: unchanged.cost,
      yardstick: insert.whole,
      atMost: 0.6,
    },
    { name: 'export', app: exported.cost, yardstick: copyOut, atMost: 1.2 },
    { name: 'undo of the created end users', app: undone.cost, yardstick: deletion, atMost: 1.5 },
  ];
  return { lines, load: insert.load };
}

/** A change of two cells of every end user of the workspace. */
export async function measureChanging(bench: Bench, desk: Desk): Promise<Line[]> {
  const { folder, client, meter, yardsticks } = bench;
  const file = path.join(folder, 'changes.csv');
  await vacuum(bench);
  await writeChanges(client, desk.workspaceId, file);
  const plan = await meter(() => sharePlanned(desk, { path: file }));
  const applied = await meter(() => applyPlan(desk, plan.result));
  const yardstick = await measureUpdate(yardsticks, folder);
  return [
    {
      name: 'change of two cells of every end user, share → applied',
      app: sumOf([plan.cost, applied.cost]),
      yardstick,
      atMost: 1.5,
    },
    { name: 'of which read and plan', app: plan.cost },
    { name: 'of which apply', app: applied.cost },
  ];
}

/** Writes a file of new end users; `firstRow` tells it from other files. */
export async function writePeople(
  { folder, rows }: Pick<Bench, 'folder' | 'rows'>,
  { organizationIds }: Desk,
  firstRow: number,
): Promise<string> {
  const file = path.join(folder, `people-${firstRow}.csv`);
  await pipeline(generateFile({ rows, firstRow, organizationIds }), createWriteStream(file));
  return file;
}
