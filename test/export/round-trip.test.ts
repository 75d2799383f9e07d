// The round trip of arbitrary values: from the bytes of a file into the database, into an export, and in again.
import { stringify } from 'csv-stringify/sync';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlTypeOf } from '../../src/db/field-types.ts';
import { type ColumnName, columnFields, columnNames } from '../../src/model/columns.ts';
import { protectCell } from '../../src/model/spreadsheet-safe.ts';
import { freshDatabase } from '../database.ts';
import { anyRow } from '../import/any-row.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db } = await freshDatabase();
const workspace = await createTestWorkspace(db, 'T1');
const organization = await workspace.organization('Acme Ltd');

type Row = Record<ColumnName, string>;

const toFile = (rows: readonly Row[]): string =>
  stringify([[...columnNames], ...rows.map((row) => columnNames.map((name) => row[name]))], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    cast: { string: protectCell },
  });

/** The stored values as text, in the order of the rows. */
const stored = () =>
  db.execute<Row>(sql`
    select ${sql.raw(columnFields.map((field) => `coalesce(${field}::text, '') as ${field}`).join(', '))}
    from end_user order by id`);

/** A key that is null has no value, and an object without values is an empty cell. */
function withoutNulls(json: string): string {
  const entries = json === '' ? [] : Object.entries(JSON.parse(json)).filter(([, value]) => value !== null);
  return entries.length === 0 ? '' : JSON.stringify(Object.fromEntries(entries));
}

/** JSON texts count as equal if their values are. */
const comparable = ({ customer_id: _, contact_id: __, custom_fields: json, ...row }: Row) => ({
  ...row,
  custom_fields: json === '' ? '' : JSON.parse(json),
});

test('an export contains every value, and importing it again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 20 }), async (any) => {
      await db.execute(sql`delete from end_user`);
      const rows = any
        .map((row) => ({
          ...row,
          customer_id: String(organization),
          contact_id: '',
          custom_fields: withoutNulls(row.custom_fields),
        }))
        .filter((row) => columnFields.some((field) => row[field] !== ''));
      fc.pre(rows.length > 0);

      // Not by an import, which would leave out values that look damaged, and remove quotes around values.
      await db.execute(sql`
        insert into end_user (workspace_id, organization_id, ${sql.raw(columnFields.join(', '))})
        select ${workspace.workspaceId}, ${organization}, ${sql.raw(columnFields.map((field) => `nullif(row ->> '${field}', '')::${sqlTypeOf(field)}`).join(', '))}
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as rows (row, at) order by at`);
      expect((await stored()).map((row) => comparable(row))).toEqual(rows.map(comparable));

      const exported = await workspace.export(organization);
      const nothing = { rows: rows.length, unchanged: rows.length, created: 0, updated: 0, leftOut: 0 };
      expect((await workspace.plan(exported.csv, { base: exported })).plan).toMatchObject(nothing);
      expect((await workspace.plan(exported.csv)).plan).toMatchObject(nothing);
      expect((await workspace.export(organization)).csv).toBe(exported.csv);
    }),
    { numRuns: 15 },
  );
});

test('importing an export as new people creates exact copies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (any) => {
      await db.execute(sql`delete from end_user`);
      const rows = any.map((row) => ({
        ...row,
        customer_id: String(organization),
        contact_id: '',
        name: `+${row.name}`,
      }));
      await workspace.import(toFile(rows));
      const { csv } = await workspace.export(organization);
      const withoutIds = csv.replaceAll(new RegExp(`^${organization},\\d+,`, 'gm'), `${organization},,`);
      fc.pre(withoutIds.split(`${organization},,`).length === rows.length + 1);
      await workspace.import(withoutIds);
      const all = (await stored()).map((row) => comparable(row));
      expect(all.slice(rows.length)).toEqual(all.slice(0, rows.length));
    }),
    { numRuns: 6 },
  );
});
