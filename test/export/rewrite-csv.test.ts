// The rows that an export copies: what is rewritten of them is what the model writes, byte for byte.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyTo } from '../../src/db/copy-to.ts';
import { csvCell } from '../../src/db/csv-cell.ts';
import { rewriteCsv } from '../../src/export/rewrite-csv.ts';
import { writeCell } from '../../src/model/spreadsheet-safe.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();

type Row = readonly (string | null)[];

const recordOf = (rows: readonly Row[]) =>
  sql`select c[1] as a, c[2] as b, c[3] as c from (
    select array(select jsonb_array_elements_text(r)) as c, at
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as r (r, at)) t order by at`;

/** The rows by COPY, cut into chunks of so many bytes. */
async function rewritten(rows: readonly Row[], chunkBytes: number) {
  return db.transaction(async (tx) => {
    async function* pieces() {
      for await (const chunk of copyTo(tx, recordOf(rows), { format: sql`format csv` }))
        for (let at = 0; at < chunk.length; at += chunkBytes) yield chunk.subarray(at, at + chunkBytes);
    }
    let text = '';
    let count = 0;
    for await (const lines of rewriteCsv(pieces())) {
      const piece = lines.text.toString();
      expect(piece.endsWith('\r\n')).toBe(true);
      text += piece;
      count += lines.rows;
    }
    return { text, rows: count };
  });
}

const byModel = (rows: readonly Row[]) =>
  rows.map((row) => `${row.map((cell) => writeCell(cell ?? '')).join(',')}\r\n`).join('');

async function byPostgres(rows: readonly Row[]): Promise<string> {
  const cells = ['a', 'b', 'c'].map((name) => csvCell(sql.raw(`x.${name}`)));
  const found = await db.execute<{ line: string }>(
    sql`select concat(${sql.join(cells, sql`, ',', `)}, E'\r\n') as line from (${recordOf(rows)}) x`,
  );
  return found.map(({ line }) => line).join('');
}

const storable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

it('every character stays or is written as in the model, at the start of a cell and inside', async () => {
  const characters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(storable);
  const rows = [...characters, '\u{1d173}', '\u{e0001}', '😀'].flatMap((character): Row[] => [
    [character, `a${character}`, `${character}=`],
    [`a,${character}`, `${character},`, `a;${character}=1`],
  ]);
  const { text, rows: count } = await rewritten(rows, 60_000);
  expect(count).toBe(rows.length);
  expect(text).toBe(byModel(rows));
  expect(text).toBe(await byPostgres(rows));
});

it('any texts are written as in the model, however the stream is cut', async () => {
  const special = [
    '',
    "'",
    '=',
    '+',
    '-',
    '@',
    '＝',
    '\t',
    '\r',
    '\n',
    '\r\n',
    ' ',
    '"',
    '""',
    ',',
    ';',
    '|',
  ];
  const others = ['\\', '\\.', 'a', 'Ö', '{"a": 1}', '\u200b', '😀', '=;', ';=', '1'];
  const near = fc.array(fc.constantFrom(...special, ...others), { maxLength: 6 });
  const text = fc
    .oneof(
      { weight: 3, arbitrary: near.map((parts) => parts.join('')) },
      fc.string({ unit: 'binary' }),
      fc.constant(null),
    )
    .filter((cell) => cell === null || storable(cell));
  const rowsOf = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 300 }), async (rows, chunkBytes) => {
      const { text: written, rows: count } = await rewritten(rows, chunkBytes);
      expect(count).toBe(rows.length);
      expect(written).toBe(byModel(rows));
      expect(written).toBe(await byPostgres(rows));
    }),
    { numRuns: 100 },
  );
});

it('cells that grow the most still fit', async () => {
  for (const cell of [';', '=', ';=', '=;', '=\t=|=', '', '"', 'x'.repeat(100_000), ';='.repeat(50_000)]) {
    const rows = Array.from({ length: 50 }, (): Row => [cell, cell, cell]);
    expect((await rewritten(rows, 1_000_000)).text).toBe(byModel(rows));
  }
});
