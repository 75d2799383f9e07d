// The page for operators says what the code does: every metric, every setting that it explains, every command.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingNames } from '../src/config.ts';
import { instruments } from '../src/metrics/instruments.ts';

const page = readFileSync('docs/operations.md', 'utf8');

it('has a row for each metric of ours, with its labels', async () => {
  const metrics = await instruments().registry.getMetricsAsArray();
  const ours = metrics
    .filter(({ name }) => name.startsWith('endusers_'))
    .map(({ name, ...more }) => {
      const { labelNames = [] } = more as unknown as { labelNames?: readonly string[] };
      return `| \`${name}\` | ${labelNames.map((label) => `\`${label}\``).join(', ')} |`.replace(
        '|  |',
        '| |',
      );
    });
  const rows = page.split('\n').filter((line) => line.startsWith('| `endusers_'));
  expect(rows.map((row) => row.split('|').slice(0, 3).join('|').concat('|'))).toEqual(ours);
});

it('names no setting and no script that is not there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
  const named = page.match(/\b(?:SLACK|TOKEN|DATABASE|DATA)_[A-Z_]+\b/g) ?? [];
  expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
  const run = Array.from(page.matchAll(/npm run ([\w-]+)/g), ([, name]) => name);
  expect(run.filter((name) => !(name! in scripts))).toEqual([]);
});
