import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { queueForTests, soon } from './queue-for-tests.ts';

const queue = queueForTests(await freshDatabase());

it('a worker for one workspace runs its jobs, and leaves the jobs of other workspaces waiting', async () => {
  const done: string[] = [];
  await queue.add('of another workspace', { workspaceId: 'T2' });
  await queue.add('first', { workspaceId: 'T1' });
  await queue.add('second', { workspaceId: 'T1' });
  queue.start(async ({ payload }) => void done.push(payload.name), { workspaceId: 'T1' });
  await expect.poll(() => done, soon).toEqual(['first', 'second']);
  const rows = await queue.rows();
  expect(rows.get('of another workspace')).toMatchObject({ running: false, failures: 0 });
  queue.start(async ({ payload }) => void done.push(payload.name));
  await expect.poll(() => done, soon).toEqual(['first', 'second', 'of another workspace']);
});
