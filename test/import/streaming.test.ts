import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type CsvReading, readCsv } from '../../src/import/read/read-csv.ts';

const line = 'Ana,Rome,some notes about her\n';
const chunk = Buffer.from(line.repeat(2000));

/** An endless source that records how much was pulled from it and whether it was closed. */
function endlessSource() {
  const state = { chunks: 0, ended: false };
  async function* source(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield Buffer.from('name,city,notes\n');
      for (;;) {
        state.chunks++;
        yield chunk;
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, source: source() };
}

const read = (source: AsyncIterable<Uint8Array>): Promise<CsvReading> => readCsv(source, { maxBytes: 1e9 });

test('nothing is read ahead of the consumer', async () => {
  const { state, source } = endlessSource();
  const file = await read(source);
  const taken = state.chunks;
  expect(taken).toBeLessThan(5);
  await setTimeout(20);
  expect(state.chunks).toBe(taken);
  let batches = 0;
  for await (const _ of file.rows) {
    if (++batches === 10) break;
    const before = state.chunks;
    await setTimeout(1);
    expect(state.chunks).toBe(before);
  }
  expect(state.chunks).toBeLessThan(taken + 10);
});

test('leaving the loop closes the source', async () => {
  const { state, source } = endlessSource();
  for await (const _ of (await read(source)).rows) break;
  expect(state.ended).toBe(true);
});

test('an error in the consumer closes the source', async () => {
  const { state, source } = endlessSource();
  const consume = async (): Promise<void> => {
    for await (const _ of (await read(source)).rows) throw new Error('the consumer failed');
  };
  await expect(consume()).rejects.toThrow('the consumer failed');
  expect(state.ended).toBe(true);
});

test('close() closes the source before and after rows were read, and can be called twice', async () => {
  const { state, source } = endlessSource();
  const file = await read(source);
  await file.close();
  expect(state.ended).toBe(true);
  await file.close();
  const other = endlessSource();
  const begun = await read(other.source);
  await begun.rows[Symbol.asyncIterator]().next();
  await begun.close();
  expect(other.state.ended).toBe(true);
});

test('rejecting the file closes the source', async () => {
  const state = { ended: false };
  async function* source() {
    try {
      for (;;) yield Buffer.from('no,header,that,we,know\n'.repeat(1000));
    } finally {
      state.ended = true;
    }
  }
  await expect(read(source())).rejects.toMatchObject({ code: 'no-header' });
  expect(state.ended).toBe(true);
});

test('errors of the source are passed on, in the header and in the rows', async () => {
  async function* broken(...chunks: Buffer[]) {
    yield* chunks;
    throw new Error('the connection was cut');
  }
  await expect(read(broken())).rejects.toThrow('the connection was cut');
  await expect(read(broken(Buffer.from('na')))).rejects.toThrow('the connection was cut');
  const file = await read(broken(Buffer.from('name,city,notes\n'), chunk, chunk));
  const rows: string[] = [];
  const take = async (): Promise<void> => {
    for await (const batch of file.rows) rows.push(...batch.map((row) => row.cells[2]!));
  };
  await expect(take()).rejects.toThrow('the connection was cut');
  // The rows of the last complete piece are included; an unfinished row is not.
  expect(rows.length).toBeGreaterThan(3900);
});

test('other work can run while a file that is completely available is read', async () => {
  async function* source() {
    yield Buffer.from('name,city,notes\n');
    for (let i = 0; i < 20; i++) yield chunk;
  }
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  for await (const _ of (await read(source())).rows);
  clearInterval(counting);
  // 20 chunks of at least two slices each.
  expect(turns).toBeGreaterThan(20);
});

test('memory does not grow with the file', async () => {
  const { source } = endlessSource();
  const file = await read(source);
  let rows = 0;
  let before = 0;
  for await (const batch of file.rows) {
    rows += batch.length;
    if (rows > 50_000 && before === 0) before = liveBytes();
    if (rows > 400_000) break;
  }
  expect(liveBytes() - before).toBeLessThan(20e6);
});

/** The size of all objects that are still in use: other tests of this process leave garbage behind. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
