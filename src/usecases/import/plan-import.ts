// Recomputes a plan after a member picked another choice.
import { findImport } from '../../db/imports.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { planStaged } from './plan-staged.ts';
import { restage } from './restage.ts';

export async function planImport(context: Context, job: JobOf<'plan-import'>): Promise<void> {
  const record = await context.inWorkspace(job.payload.workspaceId, (tx) => findImport(tx, job.payload));
  if (record?.state !== 'planning') return;
  if (!(await planStaged(context, job, 'choice'))) await restage(context, job, null);
}
