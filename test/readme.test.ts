// README.md and the pages in docs/ say what the code does: their tables, diagrams, file names, commands, and links.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { environmentVariableNames, readConfig } from '../src/config.ts';
import { columnNames, columns } from '../src/model/columns.ts';
import { expiryDays, importTransitions } from '../src/model/import.ts';
import { permissions, roles } from '../src/model/permissions.ts';
import { workspaceSettings } from '../src/model/settings.ts';
import { deadLetterDays } from '../src/queue/prune-dead-letters.ts';
import { commands, usageOf } from '../src/slack/commands/commands.ts';
import { installPage } from '../src/slack/oauth/pages.ts';
import { botScopes } from '../src/slack/web/scopes.ts';

const pageNames = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const pages = new Map(
  await Promise.all(pageNames.map(async (name) => [name, await readFile(name, 'utf8')] as const)),
);
const page = (name: string): string => pages.get(name)!;

/** The rows of the table with this head, as lines. */
function tableLines(pageName: string, ...head: string[]): string[] {
  const lines = page(pageName).split('\n');
  const at = lines.indexOf(`| ${head.join(' | ')} |`);
  expect(at, `the table of ${head[0]} in ${pageName}`).toBeGreaterThan(0);
  expect(lines[at + 1]).toMatch(/^\|(---\|)+$/);
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The cells of that table, by rows. */
function table(pageName: string, ...head: string[]): string[][] {
  return tableLines(pageName, ...head).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

it('README lists every command, in the words of the help', () => {
  // Lines, not cells: a failure prints the lines to paste.
  const fromCode = commands.map((row) => {
    const cells = [`\`${usageOf(row)}\``, row.summary].map((cell) => cell.replaceAll('|', '\\|'));
    return `| ${cells.join(' | ')} |`;
  });
  expect(tableLines('README.md', 'command', 'what it does')).toEqual(fromCode);
});

it('README names every command next to the role that it takes', () => {
  const rows = table('README.md', 'role', 'what it lets a member do');
  const allowed = new Map(rows.map(([role, words = '']) => [role, words]));
  expect([...allowed.keys()]).toEqual(roles.map((role) => `\`${role}\``));
  const inWords: Partial<Record<string, RegExp>> = { 'org add': /add organizations/ };
  for (const { name, permission } of commands) {
    const { needs } = permissions[permission];
    if (needs === 'none') continue;
    const words = inWords[name] ?? new RegExp(`\\b${name.split(' ')[0]}\\b`);
    expect(allowed.get(`\`${needs}\``), name).toMatch(words);
  }
});

it('README lists every column, and how long its text may be', () => {
  const rows = table('README.md', 'column', 'value', 'rule');
  expect(rows.flatMap(([names]) => named(names)).sort()).toEqual([...columnNames].sort());
  for (const [names, , rule = ''] of rows) {
    const [, length] = /up to ([\d,]+) characters/.exec(rule) ?? [];
    if (!length) continue;
    const limits = columns.filter(({ name }) => named(names).includes(name)).map(({ limit }) => limit);
    expect(new Set(limits)).toEqual(new Set([Number(length.replaceAll(',', ''))]));
  }
});

it("README names each of a workspace's settings with its values, and how long a plan waits", () => {
  const [paragraph = ''] = /^`\/endusers settings` has .*$/m.exec(page('README.md')) ?? [];
  for (const { name, values } of workspaceSettings) {
    expect(paragraph).toContain(`**${name}**`);
    for (const value of values ?? []) expect(paragraph).toContain(`\`${value}\``);
  }
  expect(page('README.md')).toContain(`A plan waits ${expiryDays} days.`);
});

it('docs/connect.md lists every setting, and its default', () => {
  const rows = table('docs/connect.md', 'variable', 'what it is', 'default');
  expect(rows.flatMap(([name]) => named(name)).sort()).toEqual([...environmentVariableNames].sort());
  const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' });
  const defaults = new Map(rows.map(([name, , value = '']) => [named(name)[0], value.replaceAll('`', '')]));
  expect(defaults.get('PORT')).toBe(String(config.port));
  expect(defaults.get('DATA_DIR')).toBe(`${config.dataDir}/`);
  expect(defaults.get('SLACK_API_URL')).toBe(config.slackApiUrl);
  expect(defaults.get('LOG_LEVEL')).toBe(config.logLevel);
  expect(defaults.get('MAX_ROWS')).toBe(String(config.maxRows));
  expect(defaults.get('MAX_STAGING_MB')).toBe(String(config.maxStagingMb));
});

it('docs/connect.md says why the app needs each scope, and how long a plan and a failed job are kept', () => {
  const rows = table('docs/connect.md', 'scope', 'why');
  expect(rows.flatMap(([scope]) => named(scope))).toEqual([...botScopes]);
  const kept = table('docs/connect.md', 'what', 'for how long');
  const durationOf = (what: RegExp) => kept.find(([name = '']) => what.test(name))?.[1];
  expect(durationOf(/waits for a decision/)).toContain(`at most ${expiryDays} days`);
  expect(durationOf(/failed for good/)).toBe(`${deadLetterDays} days`);
});

it('the install page says the same about what is stored as docs/connect.md', () => {
  const { html } = installPage('https://slack.example', { privacyUrl: null, supportUrl: null });
  const kept = table('docs/connect.md', 'what', 'for how long');
  const days = (what: RegExp) => /\d+ days/.exec(kept.find(([name = '']) => what.test(name))?.[1] ?? '')![0];
  expect(html).toContain(`at most ${expiryDays} days`);
  expect(html).toContain(`because of a problem: ${days(/left out because of a problem/)}`);
  expect(html).toContain('has not linked a privacy policy');
  expect(html).toContain('no address is given');
});

it('docs/architecture.md names the files on the path of a CSV row', () => {
  const [, way = ''] = /## The path of a CSV row\n(.*?)\n## /s.exec(page('docs/architecture.md')) ?? [];
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const names = named(way).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const here = files.filter((file) => file === name || file.endsWith(`/${name}`));
    expect(here, name).toHaveLength(1);
  }
});

it('docs/architecture.md draws every state of an import, and every state that may follow', () => {
  const [, diagram = ''] = /stateDiagram-v2\n(.*?)```/s.exec(page('docs/architecture.md')) ?? [];
  const drawn = [...diagram.matchAll(/^ +(\S+) --> (\S+?)(?::.*)?$/gm)].map(
    ([, from, to]) => `${from} ${to}`,
  );
  const fromCode = Object.entries(importTransitions).flatMap(([from, next]) =>
    (next.length > 0 ? next : ['[*]']).map((to) => `${from} ${to}`),
  );
  expect(drawn.sort()).toEqual(['[*] received', ...fromCode].sort());
});

it('docs/operations.md quotes log lines as the code writes them', () => {
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join('src', name), 'utf8'))
    .join('\n');
  const text = page('docs/operations.md');
  const symptoms = text.slice(0, text.indexOf('## Deployment'));
  const log = text.slice(text.indexOf('## The log'), text.indexOf('## Deleting'));
  const isLine = (words: string): boolean => /^[A-Za-z][A-Za-z' -]+[,:]? [A-Za-z',: …-]+$/.test(words);
  const lines = named(symptoms + log + (text.match(/^.*The start warns.*$/m)?.[0] ?? '')).filter(isLine);
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter((line) => !code.includes(line.replace(/ ?…$/, '')))).toEqual([]);
});

it('every `npm run` command in the pages is a script of package.json', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object };
  for (const [name, text] of pages) {
    const used = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script!);
    expect(
      used.filter((script) => !Object.hasOwn(scripts, script)),
      name,
    ).toEqual([]);
  }
  expect(page('README.md')).toContain('npm ci && npm run demo ');
  expect(page('README.md')).toContain('npm ci && npm test ');
});

it('every file of src that the other pages name exists', () => {
  for (const [name, text] of pages) {
    const files = named(text).filter((file) =>
      /^(src|test|playground|migrations|bench)\/[\w./-]+$/.test(file),
    );
    expect(
      files.filter((file) => !existsSync(file)),
      name,
    ).toEqual([]);
  }
});

it('every link between the pages leads somewhere', () => {
  const anchors = (text: string): string[] =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
  for (const [name, text] of pages) {
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? name : path.join(path.dirname(name), file);
      expect(existsSync(target), `${link} in ${name}`).toBe(true);
      if (anchor !== undefined) expect(anchors(page(target)), `${link} in ${name}`).toContain(anchor);
    }
  }
});
