import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { bytesOf, readAll } from './reading.ts';

const text = `name\n${'Ana\n'.repeat(50_000)}`;

async function readWithLimit(maxBytes: number): Promise<number> {
  const file = await readCsv(bytesOf(text), { maxBytes });
  for await (const _ of file.rows);
  return file.progress().rows;
}

test('a file over the limit is rejected, even if only its end is over the limit', async () => {
  const rejection = { code: 'too-large', columns: ['name'] };
  await expect(readWithLimit(text.length - 1)).rejects.toMatchObject(rejection);
  await expect(readWithLimit(100_000)).rejects.toMatchObject({
    ...rejection,
    message:
      'it is larger than 0.1 MB. Split it into several files, each with the header row, and share those.',
  });
  await expect(readWithLimit(10)).rejects.toMatchObject({ code: 'too-large' });
});

test('a file of exactly the maximum size is read', async () => {
  expect(await readWithLimit(text.length)).toBe(50_000);
});

describe('a limit on rows', () => {
  /** Reads a file of `lines` forever; returns what was read when the file was rejected. */
  async function readEndless(lines: string, maxRows: number): Promise<{ bytes: number; rows: number }> {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('name\nAna\n');
      for (let piece = Buffer.from(lines.repeat(Math.ceil(65_536 / lines.length))); ; ) yield piece;
    }
    const file = await readCsv(endless(), { maxBytes: 1e9, maxRows });
    let rows = 0;
    const reading = (async () => {
      for await (const batch of file.rows) rows += batch.length;
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'too-many-rows',
      columns: ['name'],
      message: `it has more than ${maxRows.toLocaleString('en-US')} rows. Split it into several files, each with the header row, and share those.`,
    });
    return { bytes: file.progress().bytes, rows };
  }

  test('rejects a file as soon as it has more rows', async () => {
    const { bytes, rows } = await readEndless('a\n', 100_000);
    expect(rows).toBeLessThanOrEqual(100_000);
    expect(bytes).toBeLessThan(300_000);
  });

  test('accepts exactly as many rows', async () => {
    const file = await readCsv(bytesOf(text), { maxBytes: 1e9, maxRows: 50_000 });
    for await (const _ of file.rows);
    expect(file.progress().rows).toBe(50_000);
  });
});

describe('blank lines', () => {
  test.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r', ''],
    ['\n', ' '],
    ['\r\n', ',, ,'],
  ])('that end with %j after %j are not rows, and cost next to nothing', async (end, blanks) => {
    const blank = Buffer.from(`${blanks}${end}`.repeat(500_000));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`name${end}Ana${end}`);
      for (let n = 0; n < 40; n++) yield blank;
      yield Buffer.from(`Bo${end}"C${end}`);
      yield Buffer.from(end.repeat(500_000));
      yield Buffer.from(`y"${end}Di`);
    }
    const file = await readCsv(pieces(), { maxBytes: 1e9, maxRows: 4 });
    const rows = [];
    for await (const batch of file.rows) rows.push(...batch);
    expect(rows.map(({ line }) => line)).toEqual([2, 20_000_003, 20_000_004, 20_500_006]);
  });

  test.each([
    ['', ''],
    [' ', ',,'],
  ])('of %j and %j may be cut anywhere', async (blanks, others) => {
    const content = Buffer.from(
      `name\r\n${`${blanks}\r\n`.repeat(99)}Ana\n${`${others}\n`.repeat(200)}Bo\r${`${blanks}\r`.repeat(130)}"C${'\n'.repeat(90)}"\r\n${`${others}\r\n`.repeat(80)}Di`,
    );
    const read = async (...pieces: Uint8Array[]) =>
      (await readAll(...pieces)).rows.map(({ line, cells }) => [
        line,
        cells
          .find((cell) => cell)
          ?.slice(0, 2)
          .trim(),
      ]);
    const rows = await read(content);
    expect(rows).toEqual([
      [101, 'An'],
      [302, 'Bo'],
      [433, 'C'],
      [604, 'Di'],
    ]);
    for (let at = 1; at < content.length; at++)
      expect(await read(content.subarray(0, at), content.subarray(at)), String(at)).toEqual(rows);
  });
});
