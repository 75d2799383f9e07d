// The house keeps its order: which room of src may know which, read from the import statements.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder may import beside itself. Files at the top that only others build on stand for themselves. */
const mayKnow: Record<string, readonly string[]> = {
  model: [],
  db: ['model'],
  queue: ['db', 'reference'],
  import: ['model', 'db'],
  export: ['model', 'db'],
  installations: ['db'],
  usecases: ['model', 'db', 'queue', 'import', 'export'],
  slack: ['model', 'queue', 'installations', 'usecases', 'config', 'log', 'reference'],
  metrics: ['model', 'db', 'queue', 'usecases'],
  config: ['db', 'installations'],
  log: ['model', 'config'],
  reference: [],
  health: ['log'],
};

/** They put the rooms together, and nothing builds on them. */
const atTheTop = [
  'main',
  'app',
  'tenancy',
  'jobs',
  'listeners',
  'hearing',
  'stranded',
  'prepare-database',
  'prepare-temporary-folder',
  'start-own-postgres',
  'delete-workspace',
];

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

/** `src/slack/views/help.ts` is in `slack`, `src/queue.ts` in `queue`, `src/log.ts` in `log`. */
const roomOf = (file: string): string => path.parse(file.split(path.sep)[1]!).name;

/** A file at the top stands for itself. */
const folderOf = (file: string): string => (path.dirname(file) === 'src' ? file : path.dirname(file));

/** The ways round, where following `next` leads back to where it began. */
function circles(all: readonly string[], next: (one: string) => readonly string[]): string[][] {
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

describe('the rooms of src', () => {
  it('are all known here', () => {
    const rooms = new Set(sources.map(roomOf));
    expect([...rooms].sort()).toEqual([...Object.keys(mayKnow), ...atTheTop].sort());
  });

  it.each(Object.entries(mayKnow))('%s imports of the others only: %s', (room, known) => {
    const strange = imports.filter(
      ({ from, to }) => roomOf(from) === room && roomOf(to) !== room && !known.includes(roomOf(to)),
    );
    expect(strange).toEqual([]);
  });

  it('leave the files at the top to each other', () => {
    const strange = imports.filter(
      ({ from, to }) => atTheTop.includes(roomOf(to)) && !atTheTop.includes(roomOf(from)),
    );
    expect(strange).toEqual([]);
  });

  it('import nothing that is not in src', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ to }) => !to.startsWith(`src${path.sep}`))).toEqual([]);
  });

  it.each<[string, (file: string) => string]>([
    ['rooms', roomOf],
    ['folders', folderOf],
    ['files', (file) => file],
  ])('have no circle: %s know nothing of each other both ways', (_, placeOf) => {
    const known = new Map<string, Set<string>>();
    for (const [from, to] of imports.map(({ from, to }) => [placeOf(from), placeOf(to)] as const))
      if (from !== to) known.set(from, (known.get(from) ?? new Set()).add(to));
    expect(known.size).toBeGreaterThan(10);
    expect(circles([...known.keys()], (place) => [...(known.get(place) ?? [])])).toEqual([]);
  });

  it('have no room for what belongs nowhere', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|lib|misc|shared|types|index)(\.ts$|\/)/;
    expect([...sources, ...filesIn('playground')].filter((file) => drawers.test(file))).toEqual([]);
  });
});

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

describe('the tests', () => {
  const tests = filesIn('test').filter((file) => file.endsWith('.test.ts'));

  it('mirror the rooms: src, the app as a whole, and the playground', () => {
    const rooms = tests.filter((file) => file.split(path.sep).length > 2).map(roomOf);
    const strange = [...new Set(rooms)].filter(
      (room) => !existsSync(path.join('src', room)) && !['app', 'playground'].includes(room),
    );
    expect(strange).toEqual([]);
  });

  it('at the top mirror a file at the top', () => {
    const names = tests
      .filter((file) => file.split(path.sep).length === 2)
      .map((file) => path.basename(file, '.test.ts'));
    expect(
      names.filter(
        (name) => !['dockerfile', 'readme', 'structure'].includes(name) && !existsSync(`src/${name}.ts`),
      ),
    ).toEqual([]);
  });
});
