// The tables of the README say what the code does.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readConfig, settingNames } from '../src/config.ts';
import { columnNames, columns } from '../src/model/columns.ts';
import { permissions, roles } from '../src/model/permissions.ts';
import { commands, usageOf } from '../src/slack/commands/commands.ts';

const readme = await readFile('README.md', 'utf8');

/** The cells of the table under this head, by rows. */
function table(...head: string[]): string[][] {
  const lines = readme.split('\n');
  const at = lines.indexOf(`| ${head.join(' | ')} |`);
  expect(at, `the table of ${head[0]}`).toBeGreaterThan(0);
  expect(lines[at + 1]).toMatch(/^\|(---\|)+$/);
  const rest = lines.slice(at + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

it('every command is there, in the words of the help', () => {
  const told = commands.map((row) => [`\`${usageOf(row)}\``, row.summary]);
  expect(table('command', 'what it does')).toEqual(told);
});

it('every command is named beside the right that it takes', () => {
  const told = new Map(
    table('right', 'what it lets a member do').map(([right, words = '']) => [right, words]),
  );
  expect([...told.keys()]).toEqual(roles.map((role) => `\`${role}\``));
  const inWords: Partial<Record<string, RegExp>> = { 'org add': /add organizations/ };
  for (const { name, does } of commands) {
    const { needs } = permissions[does];
    if (needs === 'none') continue;
    const words = inWords[name] ?? new RegExp(`\\b${name.split(' ')[0]}\\b`);
    expect(told.get(`\`${needs}\``), name).toMatch(words);
  }
});

it('every file on the way of a row is where the map says', () => {
  const [, way = ''] = /A CSV row's way:\n(.*?)\n## /s.exec(readme) ?? [];
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const told = named(way).filter((name) => name.endsWith('.ts'));
  expect(told.length).toBeGreaterThan(15);
  for (const name of told) {
    const here = files.filter((file) => file === name || file.endsWith(`/${name}`));
    expect(here, name).toHaveLength(1);
  }
});

it('every setting is there, and its default', () => {
  const rows = table('variable', 'what it is', 'default');
  expect(rows.flatMap(([name]) => named(name)).sort()).toEqual([...settingNames].sort());
  const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' });
  const defaults = new Map(rows.map(([name, , value = '']) => [named(name)[0], value.replaceAll('`', '')]));
  expect(defaults.get('PORT')).toBe(String(config.port));
  expect(defaults.get('DATA_DIR')).toBe(`${config.dataDir}/`);
  expect(defaults.get('SLACK_API_URL')).toBe(config.slackApiUrl);
  expect(defaults.get('LOG_LEVEL')).toBe(config.logLevel);
});

it('every column is there, and how long its text may be', () => {
  const rows = table('column', 'holds', 'rule');
  expect(rows.flatMap(([names]) => named(names)).sort()).toEqual([...columnNames].sort());
  for (const [names, , rule = ''] of rows) {
    const [, told] = /up to ([\d,]+) characters/.exec(rule) ?? [];
    if (!told) continue;
    const limits = columns.filter(({ name }) => named(names).includes(name)).map(({ limit }) => limit);
    expect(new Set(limits)).toEqual(new Set([Number(told.replaceAll(',', ''))]));
  }
});
