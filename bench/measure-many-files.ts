// Measures what it costs that the same number of rows comes in twelve files that are shared at once, instead of in one.
import { Readable } from 'node:stream';
import { generateFile } from './generate-file.ts';
import { type Desk, installWorkspace } from './install-workspace.ts';
import { applyPlan, sharePlanned } from './member-steps.ts';
import { type Bench, vacuum } from './open-bench.ts';

const files = 12;

/** Processor time of Postgres in microseconds per row. */
export type PerRow = { readonly many: number; readonly one: number; readonly rowsPerFile: number };

export async function measureManyFiles(bench: Bench): Promise<PerRow> {
  const rowsPerFile = Math.ceil(bench.rows / 50);
  const perRow = async (workspaceId: string, count: number) => {
    const desk = await installWorkspace(bench.app, workspaceId, 50);
    await vacuum(bench);
    const { cost } = await bench.meter(() => importFiles(desk, count, (rowsPerFile * files) / count));
    return (cost.postgres / (rowsPerFile * files)) * 1e6;
  };
  return { many: await perRow('T0MANY001', files), one: await perRow('T0ONE0001', 1), rowsPerFile };
}

/** Applies each plan as soon as it is there. */
async function importFiles(desk: Desk, count: number, rows: number): Promise<void> {
  const { organizationIds } = desk;
  const importFile = async (_: unknown, n: number) => {
    const content = () => Readable.from(generateFile({ rows, firstRow: n * rows, organizationIds }));
    await applyPlan(desk, await sharePlanned(desk, content));
  };
  await Promise.all(Array.from({ length: count }, importFile));
}
