// The structure of src: which folder may import which, read from the import statements, and the map of it in README.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** From top to bottom: what each folder, and each loose file of src, may import besides itself. */
const layers: Record<string, readonly string[]> = {
  main: ['app', 'boot', 'config', 'log'],
  app: ['boot', 'slack', 'metrics', 'usecases', 'http', 'log', 'config', 'db', 'timeout'],
  cli: ['boot', 'slack', 'log', 'config', 'embedded-postgres', 'db'],
  boot: [
    'slack',
    'metrics',
    'usecases',
    'queue',
    'http',
    'log',
    'config',
    'installations',
    'embedded-postgres',
    'db',
    'model',
  ],
  slack: ['usecases', 'queue', 'http', 'log', 'config', 'installations', 'model', 'timeout'],
  metrics: ['usecases', 'queue', 'db', 'model', 'timeout'],
  usecases: ['import', 'export', 'personal-data', 'queue', 'log', 'db', 'model'],
  'personal-data': ['import', 'db', 'model'],
  import: ['db', 'model'],
  export: ['db', 'model'],
  queue: ['db', 'model', 'timeout'],
  http: ['log', 'config', 'timeout'],
  log: ['source-position', 'config', 'model'],
  'source-position': [],
  config: ['installations', 'db'],
  installations: ['db'],
  'embedded-postgres': ['db'],
  db: ['model', 'timeout'],
  model: [],
  timeout: [],
};

type Import = { readonly from: string; readonly to: string };

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));

/** Static and dynamic imports of other files of the repository. */
function importsOf(file: string): Import[] {
  const statements = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^;]*?'(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm,
  );
  return Array.from(statements, ([, specifier, dynamic]) => ({
    from: file,
    to: path.join(path.dirname(file), (specifier ?? dynamic)!),
  }));
}

const sources = filesIn('src');
const imports = sources.flatMap(importsOf);

/** `src/slack/views/help.ts` is in `slack`, `src/log.ts` in `log`. */
const layerOf = (file: string): string => path.parse(file.split(path.sep)[1]!).name;

/** A loose file stands for itself. */
const folderOf = (file: string): string => (path.dirname(file) === 'src' ? file : path.dirname(file));

/** The cycles: where following `next` leads back to the start. */
function cycles(all: readonly string[], next: (one: string) => readonly string[]): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (one: string, way: readonly string[]): void => {
    if (way.includes(one)) found.push([...way.slice(way.indexOf(one)), one]);
    if (done.has(one)) return;
    done.add(one);
    for (const other of next(one)) walk(other, [...way, one]);
  };
  for (const one of all) walk(one, []);
  return found;
}

describe('the folders of src', () => {
  it('are all listed here', () => {
    expect([...new Set(sources.map(layerOf))].sort()).toEqual(Object.keys(layers).sort());
  });

  it.each(Object.entries(layers))('%s imports only from: %s', (layer, below) => {
    const others = imports.filter(({ from, to }) => layerOf(from) === layer && layerOf(to) !== layer);
    expect(others.filter(({ to }) => !below.includes(layerOf(to)))).toEqual([]);
    // A layer that is no longer needed must not stay in the list.
    expect(below.filter((one) => !others.some(({ to }) => layerOf(to) === one))).toEqual([]);
  });

  it('import nothing that is not in src', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ to }) => !to.startsWith(`src${path.sep}`))).toEqual([]);
  });

  it.each<[string, (file: string) => string]>([
    ['layers', layerOf],
    ['folders', folderOf],
    ['files', (file) => file],
  ])('have no cycle among their %s', (_, placeOf) => {
    const known = new Map<string, Set<string>>();
    for (const [from, to] of imports.map(({ from, to }) => [placeOf(from), placeOf(to)] as const))
      if (from !== to) known.set(from, (known.get(from) ?? new Set()).add(to));
    expect(known.size).toBeGreaterThan(10);
    expect(cycles([...known.keys()], (place) => [...(known.get(place) ?? [])])).toEqual([]);
  });

  it('are named in the map of README.md, with every loose file of src', () => {
    const folders = new Set(sources.map((file) => path.dirname(file)).flatMap(withParents));
    const loose = sources.filter((file) => path.dirname(file) === 'src');
    const map = mapInReadme();
    expect([...folders, ...loose].filter((place) => !map.includes(place))).toEqual([]);
    expect(map.filter((place) => !existsSync(place))).toEqual([]);
  });

  it('have no two files of one name', () => {
    const names = sources.map((file) => path.basename(file));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('hold no cast through unknown without a sentence that says why', () => {
    const casts = sources.flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      return lines.flatMap((line, at) =>
        line.includes('as unknown as') &&
        !lines.slice(Math.max(0, at - 4), at + 1).some((near) => near.includes('//'))
          ? [`${file}:${at + 1}`]
          : [],
      );
    });
    expect(casts).toEqual([]);
  });

  it('open a transaction in two places only: each of them has Postgres end those of a lost process', () => {
    const having = (text: RegExp) => sources.filter((file) => text.test(readFileSync(file, 'utf8'))).sort();
    expect(having(/\.transaction\(/)).toEqual([]);
    expect(having(/\/begin\.ts'/)).toEqual(['src/db/in-workspace.ts', 'src/db/short-transaction.ts']);
  });

  it('have no folder or file for what belongs nowhere', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|lib|misc|shared|types|index)(\.ts$|\/)/;
    expect([...sources, ...filesIn('playground')].filter((file) => drawers.test(file))).toEqual([]);
  });
});

/** The paths that README's map names, folders without their slash. */
function mapInReadme(): string[] {
  const [, map = ''] = /```\nsrc\/\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const parents: string[] = ['src'];
  return map
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const depth = line.search(/\S/) / 2;
      const name = line.trim().split(/\s/)[0]!.replace(/\/$/, '');
      parents.length = depth;
      parents.push(name);
      return path.join(...parents);
    });
}

/** `src/slack/views` of `src/slack/views/import`, and so on. */
function withParents(folder: string): string[] {
  return folder === 'src' ? [] : [folder, ...withParents(path.dirname(folder))];
}

describe('the fake Slack has one entry point', () => {
  const fake = path.join('playground', 'fake-slack');
  const entry = path.join(fake, 'fake-slack.ts');
  const isInside = (file: string) => file.startsWith(fake + path.sep);
  const all = ['src', 'test', 'bench', 'playground'].flatMap(filesIn).flatMap(importsOf);

  it('that everything outside its folder imports, and nothing past it', () => {
    const fromOutside = all.filter(({ from, to }) => isInside(to) && !isInside(from));
    expect(fromOutside.length).toBeGreaterThan(50);
    expect(fromOutside.filter(({ to }) => to !== entry)).toEqual([]);
  });

  it('and knows nothing of the rest but Block Kit, which the page reads as well', () => {
    const toOutside = all.filter(({ from, to }) => isInside(from) && !isInside(to));
    expect([...new Set(toOutside.map(({ to }) => to))]).toEqual([path.join('playground', 'block-kit.ts')]);
  });
});

const aboutTheRepository = ['docs', 'package', 'readme', 'structure', 'walkable'];

describe('the tests', () => {
  const tests = filesIn('test').filter((file) => file.endsWith('.test.ts'));

  it('are in a folder of src, or of the app as a whole, or of the playground', () => {
    const rooms = tests.filter((file) => file.split(path.sep).length > 2).map(layerOf);
    const strange = [...new Set(rooms)].filter(
      (room) => !existsSync(path.join('src', room)) && !['app', 'playground'].includes(room),
    );
    expect(strange).toEqual([]);
  });

  it('outside of all folders are about a loose file of src, or about the repository', () => {
    const names = tests
      .filter((file) => file.split(path.sep).length === 2)
      .map((file) => path.basename(file, '.test.ts'));
    expect(
      names.filter((name) => !aboutTheRepository.includes(name) && !existsSync(`src/${name}.ts`)),
    ).toEqual([]);
  });
});
