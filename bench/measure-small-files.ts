// Measures how long a member waits for a file of ten new end users: from its share to the plan, and from the click to the
// result.
import { setTimeout as sleep } from 'node:timers/promises';
import { generateFile } from './generate-file.ts';
import type { Desk } from './install-workspace.ts';
import { writePeople } from './measure-large-file.ts';
import { applyPlan, sharePlanned } from './member-steps.ts';
import { type Bench, vacuum } from './open-bench.ts';

/** In milliseconds. */
type Wait = { readonly plan: number; readonly result: number };

/** The waits for each of some files. */
export type Waits = readonly Wait[];

const rows = 10;
const pauseMs = 100;

/** Far from the rows of the large files. */
let nextRow = 20_000_000;

export async function measureSmallFiles(desk: Desk, files: number): Promise<Waits> {
  const waits: Wait[] = [];
  while (waits.length < files) waits.push(await measureSmallFile(desk));
  return waits;
}

/** Shares small files in both workspaces, one after another in each, for as long as the first one imports a large file. */
export async function measureSmallFilesWhileBusy(
  bench: Bench,
  busy: Desk,
  other: Desk,
): Promise<{ same: Waits; other: Waits }> {
  const path = await writePeople(bench, busy, bench.rows);
  await vacuum(bench);
  let isBusy = true;
  const sharing = async (desk: Desk) => {
    const waits: Wait[] = [];
    while (isBusy) {
      waits.push(await measureSmallFile(desk));
      await sleep(pauseMs);
    }
    return waits;
  };
  const importing = async () => {
    await applyPlan(busy, await sharePlanned(busy, { path }));
  };
  const large = importing().finally(() => {
    isBusy = false;
  });
  const [same, others] = await Promise.all([sharing(busy), sharing(other), large]);
  return { same, other: others };
}

async function measureSmallFile(desk: Desk): Promise<Wait> {
  const firstRow = nextRow;
  nextRow += rows;
  let csv = '';
  for await (const bytes of generateFile({ rows, firstRow, organizationIds: desk.organizationIds }))
    csv += bytes.toString();
  const sharedAt = performance.now();
  const plan = await sharePlanned(desk, csv);
  const clickedAt = performance.now();
  await applyPlan(desk, plan);
  return { plan: clickedAt - sharedAt, result: performance.now() - clickedAt };
}
