import { expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { bytesOf } from './reading.ts';

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
