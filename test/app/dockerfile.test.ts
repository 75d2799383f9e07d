// The image has everything that the app needs: the test follows the Dockerfile's instructions, except for installing.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { appProcess } from './app-process.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const run = promisify(execFile);
type Names = Readonly<Record<string, string>>;
const { scripts, dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
  scripts: { start: string; build: string; postinstall: string };
  dependencies: Names;
};

/** The instructions in their order, without comments, and with continued lines joined. */
const instructions = (await readFile('Dockerfile', 'utf8'))
  .replace(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '');

const last = (word: string): string => instructions.findLast((line) => line.startsWith(`${word} `)) ?? '';
const argumentsOf = (line: string): string[] => JSON.parse(line.slice(line.indexOf('['))) as string[];

const copies = instructions.flatMap((line) => {
  const [, from, what = ''] = /^COPY (?:--from=(\w+) )?(.*)$/.exec(line) ?? [];
  const [to = '', ...sources] = what.split(' ').reverse();
  return what === '' ? [] : [{ from: from ?? null, sources, to }];
});

const folder = await mkdtemp(path.join(tmpdir(), 'image-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Follows the COPY instructions of a stage in a new folder, with the packages of this repository. */
async function follow(stage: 'build' | 'image'): Promise<string> {
  const app = path.join(folder, stage);
  await mkdir(app);
  await symlink(path.resolve('node_modules'), path.join(app, 'node_modules'));
  const first = instructions.findIndex((line) => /^FROM \S+$/.test(line));
  const ofBuild = instructions.slice(0, first).filter((line) => line.startsWith('COPY')).length;
  for (const { from, sources, to } of stage === 'build' ? copies.slice(0, ofBuild) : copies.slice(ofBuild)) {
    for (const source of sources.map((each) => each.replace(/^\/app\//, ''))) {
      if (source === 'node_modules') continue;
      const target = to === './' ? path.join(app, path.basename(source)) : path.join(app, to);
      await cp(path.join(from === null ? '.' : path.join(folder, from), source), target, { recursive: true });
    }
  }
  return app;
}

it('.dockerignore lets through exactly what the Dockerfile copies', async () => {
  const kept = (await readFile('.dockerignore', 'utf8')).split('\n').filter((line) => !line.startsWith('#'));
  const sources = copies.filter(({ from }) => from === null).flatMap((copy) => copy.sources);
  expect(sources.length).toBeGreaterThan(6);
  expect(kept.filter((line) => line !== '')).toEqual(expect.arrayContaining(['*']));
  expect(kept.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : [])).sort()).toEqual(
    sources.sort(),
  );
});

it('the image starts as "npm start" does, but without a file of settings, and not as root', () => {
  expect(argumentsOf(last('CMD')).join(' ')).toBe(scripts.start.replace(' --env-file-if-exists=.env', ''));
  expect(last('USER')).toBe('USER node');
});

/** The name of the package of an import: `drizzle-orm` for `drizzle-orm/postgres-js`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

it('every package that src imports is a dependency of production', async () => {
  const files = await readdir('src', { recursive: true });
  const texts = await Promise.all(
    files.filter((name) => name.endsWith('.ts')).map((name) => readFile(path.join('src', name), 'utf8')),
  );
  const named = texts
    .flatMap((text) =>
      Array.from(
        text.matchAll(/^(?:import\b[^;']*|export\b[^;=']* from )'([^']+)'|\bimport\('([^']+)'\)/gm),
        ([, specifier, dynamic]) => (specifier ?? dynamic)!,
      ),
    )
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map(packageOf);
  expect(new Set(named).size).toBeGreaterThan(6);
  expect([...new Set(named)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
});

it('every program that the install and build scripts run is in a dependency of production', async () => {
  const commands = await Promise.all(
    Object.keys(dependencies).map(async (name) => {
      const { bin = {} } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as {
        bin?: string | Names;
      };
      return typeof bin === 'string' ? [path.basename(name)] : Object.keys(bin);
    }),
  );
  expect(scripts.build).toBe('node build.mjs');
  const [, compiler] = /node_modules\/\.bin\/([\w-]+)/.exec(await readFile('build.mjs', 'utf8')) ?? [];
  for (const program of [scripts.postinstall.split(' ', 1)[0], compiler]) {
    expect(commands.flat()).toContain(program);
  }
});

it('the image builds, starts, migrates a database, and is healthy', async () => {
  const build = await follow('build');
  await run('npm', ['run', 'build'], { cwd: build });
  const image = await follow('image');
  const fake = await startTestSlack();
  const { url } = await freshDatabase();
  const app = appProcess(
    { ...settingsFor(fake), DATABASE_URL: url },
    { args: argumentsOf(last('CMD')).slice(1), cwd: image },
  );
  const [, ...check] = argumentsOf(last('HEALTHCHECK'));
  const ask = (port: number) => run(process.execPath, check, { env: { PORT: String(port) } });
  const port = await app.ready();
  await ask(port);
  app.kill('SIGTERM');
  expect(await app.ended).toEqual({ code: 0, signal: null });
  await expect(ask(port)).rejects.toMatchObject({ code: 1 });
});
