// The cells that Postgres writes: its rule for formulas is that of the model, character by character.
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { protectCell, unprotectCell } from '../../src/model/spreadsheet-safe.ts';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';
import { cellsThatSpreadsheetsSee, startsLikeFormula } from '../spreadsheet-splits.ts';

const { db } = await freshDatabase();
const workspace = await createTestWorkspace(db, 'T1');
const organization = await workspace.organization('Acme Ltd');

/** Stores the texts as notes of end users, and returns the cells that an export has for them. */
async function written(texts: readonly string[]): Promise<string[]> {
  await db.execute(sql`delete from end_user`);
  await db.execute(sql`
    insert into end_user (workspace_id, organization_id, notes)
    select 'T1', ${organization}, text from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) text`);
  const { csv } = await workspace.export();
  const [header = [], ...rows] = parse(csv, { bom: true }) as string[][];
  return rows.map((row) => row[header.indexOf('notes')]!);
}

const storable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

describe('a cell that a spreadsheet would evaluate', () => {
  it('is protected as in the model, whatever its first characters are', async () => {
    const characters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(
      storable,
    );
    const texts = [
      ...characters,
      ...characters.map((character) => `;${character}=`),
      ...['\u{1d173}', '\u{e0001}', '😀'].map((character) => `${character}=1`),
      ...characters.slice(0, 256).map((character) => `'${character}x`),
    ];
    expect(await written(texts)).toEqual(texts.map(protectCell));
  });

  it('is protected so that an import restores it exactly, whatever its text is', async () => {
    const near = fc.array(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        'a',
        ' ',
        '"',
        ',',
        ';',
        '|',
        '\u200b',
      ),
    );
    const text = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        near.map((characters) => characters.join('')),
      )
      .filter(storable);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 200 }), async (texts) => {
        const cells = await written(texts);
        expect(cells).toEqual(texts.map(protectCell));
        expect(cells.map((cell) => unprotectCell(cell))).toEqual(texts);
      }),
      { numRuns: 20 },
    );
  });
});

it('a cell is in quotes exactly where a reader or a spreadsheet would split or trim it', async () => {
  const characters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(storable);
  const texts = characters.flatMap((character) => [`${character}b`, `a${character}b`]);
  await written(texts);
  const { csv } = await workspace.export();
  // No text contains this.
  const [, ...lines] = csv.replace(/^\uFEFF/, '').split(`\r\n${organization},`);
  const notes = columnNames.indexOf('notes');
  const rest = ','.repeat(columnNames.length - 1 - notes);
  const cells = lines.map((line, at) =>
    line.slice(line.indexOf(',') + notes - 1, line.length - rest.length - (at < lines.length - 1 ? 0 : 2)),
  );
  const expected = texts.map(protectCell).map((text) => {
    const isQuoted = /^\s|[",;\t|\r\n]/.test(text);
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  });
  expect(cells.length).toBe(texts.length);
  expect(cells.filter((cell, at) => cell !== expected[at])).toEqual([]);
});

it('no cell starts like a formula, however a spreadsheet splits the file', async () => {
  const texts = ["x;=cmd|' /C calc'!A0;y", 'a\n=1', 'a\r\n"=1', '"|=1', '\t=1', ' ;+1', '-1|-2'];
  await written(texts);
  const { csv } = await workspace.export();
  expect(cellsThatSpreadsheetsSee(csv).filter(startsLikeFormula)).toEqual([]);
});

it('a negative number is protected too, but a boolean or an id never is', async () => {
  await db.execute(sql`delete from end_user`);
  await db.execute(sql`
    insert into end_user (workspace_id, organization_id, vendor_id, notification_billing, custom_fields)
    values ('T1', ${organization}, -5, false, '{"-a": "=b"}')`);
  const [row] = parse((await workspace.export()).csv, { columns: true }) as Record<string, string>[];
  expect(row).toMatchObject({
    customer_id: String(organization),
    vendor_id: "'-5",
    notification_billing: 'false',
    notification_reports: '',
    custom_fields: '{"-a": "=b"}',
  });
});
