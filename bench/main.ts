// The benchmark: measures a large file on its way through the whole app, and in the same run, as yardsticks, how long the
// CSV parser and Postgres alone take for the same rows. `npm run bench [rows]`, 1,000,000 by default.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureApp } from './measure-app.ts';
import { measureHistory } from './measure-history.ts';
import { report } from './report.ts';
import { measureYardsticks } from './yardsticks.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
if (!Number.isSafeInteger(rows) || rows < 1) throw new Error('usage: npm run bench [rows]');

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-bench-'));
try {
  const app = await measureApp(folder, rows);
  const yardsticks = await measureYardsticks(folder, rows);
  const history = await measureHistory(folder, rows);
  process.stdout.write(report(rows, app, yardsticks, history));
} finally {
  await rm(folder, { recursive: true, force: true });
}
