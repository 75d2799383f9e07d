// Fuzzing: any file is either read or rejected with a reason, without crashes, endless work, or made-up rows.
// FUZZ_FILES is the number of files (thousands take minutes), FUZZ_SEED the seed of the first one.
import { expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { BadFileError } from '../../src/model/bad-file-error.ts';
import { columns } from '../../src/model/columns.ts';
import { encodingNames, type ReadAs } from '../../src/model/read-as.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { freshDatabase } from '../database.ts';
import { createRandom, mutatedFile, type Random, validFile } from './mutated-files.ts';
import { createTestWorkspace } from './workspace.ts';

const files = Number(process.env.FUZZ_FILES ?? 500);
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const maxBytes = 250_000;

const { db } = await freshDatabase();
const here = await createTestWorkspace(db, 'T0FUZZ');
await here.organization('Acme Ltd');

type Outcome = {
  readonly rows: readonly CheckedRow[];
  readonly rejection: BadFileError | null;
  readonly bytes: number;
};

/** Reads a file in pieces of this size. Counts the bytes that are pulled from the source, which reveals endless work. */
async function outcomeOf(bytes: Buffer, size: number, readAs: ReadAs): Promise<Outcome> {
  let given = 0;
  async function* source() {
    for (let at = 0; at < bytes.length; at += size) {
      given += Math.min(size, bytes.length - at);
      yield bytes.subarray(at, at + size);
    }
  }
  const rows: CheckedRow[] = [];
  try {
    const file = await readCsv(source(), { maxBytes, readAs });
    expect(file.header().columns.some((column) => column !== null)).toBe(true);
    for await (const batch of file.rows) rows.push(...batch);
    expect(file.progress()).toEqual({ bytes: bytes.length, rows: rows.length });
    return { rows, rejection: null, bytes: given };
  } catch (error) {
    if (!(error instanceof BadFileError)) throw error;
    return { rows, rejection: error, bytes: given };
  }
}

/** The maximum number of line ends, whatever the encoding. */
const lineEnds = (bytes: Buffer): number => bytes.filter((byte) => byte === 10 || byte === 13).length;

function expectReason(rejection: BadFileError, lines: number): void {
  const { code, reason, remedy, line } = rejection;
  expect(code).toMatch(/^[a-z0-9-]+$/);
  expect(reason.length).toBeGreaterThan(5);
  expect(reason.length).toBeLessThan(1_000);
  expect(remedy).toMatch(/\.$/);
  expect(rejection.message).not.toMatch(/undefined|NaN|\[object/);
  if (line !== null) expect(line >= 1 && line <= lines).toBe(true);
}

function expectRows(rows: readonly CheckedRow[], lines: number): void {
  expect(rows.length).toBeLessThanOrEqual(lines);
  let before = 0;
  for (const { line, cells, problems } of rows) {
    expect(line > before && line <= lines).toBe(true);
    before = line;
    expect(cells).toHaveLength(columns.length);
    // Postgres can't store these characters.
    expect(cells.some((cell) => cell !== null && /\0|\p{Surrogate}/u.test(cell))).toBe(false);
    for (const { text } of problems) expect(text.length > 5 && text.length < 1_000).toBe(true);
  }
}

async function examine(bytes: Buffer, random: Random, readAs: ReadAs = {}): Promise<Outcome> {
  const lines = lineEnds(bytes) + 1;
  const outcome = await outcomeOf(bytes, 64 * 1024, readAs);
  const { rows, rejection } = outcome;
  if (rejection) expectReason(rejection, lines);
  else expect(rows.length).toBeGreaterThan(0);
  expectRows(rows, lines);
  const { rows: others, rejection: other } = await outcomeOf(bytes, 1 + random.below(100), readAs);
  expect(other && [other.code, other.line, other.message]).toEqual(
    rejection && [rejection.code, rejection.line, rejection.message],
  );
  if (!rejection) expect(others).toEqual(rows);
  return outcome;
}

/** Plans, applies, exports, imports again, and undoes what was read: Postgres accepts all of it. */
async function takeAlong(bytes: Buffer, rows: number): Promise<void> {
  const planned = await here.plan(bytes);
  const { created, updated, unchanged, leftOut } = planned.plan;
  expect(created + updated + unchanged + leftOut).toBe(rows);
  const applied = await here.apply(planned);
  expect(applied?.counts).toMatchObject({ created, updated });
  if (!applied || created + updated === 0) return;
  const { csv, snapshot } = await here.export();
  const { plan } = await here.plan(csv, { base: { csv, snapshot } });
  expect(plan).toMatchObject({ created: 0, updated: 0, leftOut: 0 });
  await here.undo(applied);
}

const tell = (seed: number) => (error: unknown) => {
  throw new Error(`FUZZ_SEED=${seed} FUZZ_FILES=1: ${error instanceof Error ? error.message : error}`, {
    cause: error,
  });
};

test('valid files of every dialect and encoding are read', async () => {
  for (let seed = firstSeed; seed < firstSeed + Math.min(files, 100); seed++) {
    const random = createRandom(seed);
    const bytes = validFile(random);
    const { rejection, rows } = await examine(bytes, random).catch(tell(seed));
    expect(rejection).toBeNull();
    expect(rows.length).toBeGreaterThan(0);
  }
});

test(
  'mutated files are read or rejected with a reason, and the database accepts what was read',
  async () => {
    let read = 0;
    let heap = 0;
    for (let seed = firstSeed; seed < firstSeed + files; seed++) {
      const random = createRandom(seed);
      const bytes = mutatedFile(random);
      const isChosen = random.below(5) === 0;
      const readAs = isChosen ? { encoding: random.pick(encodingNames) } : {};
      const { rejection, rows } = await examine(bytes, random, readAs).catch(tell(seed));
      if (rejection || isChosen) continue;
      read++;
      if (read % 20 === 0 || files === 1) await takeAlong(bytes, rows.length).catch(tell(seed));
      if (seed === firstSeed + 400) heap = process.memoryUsage().heapUsed;
    }
    if (files > 1) expect(read).toBeGreaterThan(files / 5);
    if (heap > 0) expect(process.memoryUsage().heapUsed).toBeLessThan(heap + 150e6);
  },
  // Longer runs get more time.
  30_000 + files * 20,
);
