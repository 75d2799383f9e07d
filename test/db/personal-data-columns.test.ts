// docs/personal-data.md lists every column that can hold a text from a file or a member: a new one needs a decision about it.
import { readFileSync } from 'node:fs';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import * as access from '../../src/db/schema/access-table.ts';
import * as columnMapping from '../../src/db/schema/column-mapping-table.ts';
import * as endUser from '../../src/db/schema/end-user-table.ts';
import * as erasure from '../../src/db/schema/erasure-table.ts';
import * as exported from '../../src/db/schema/export-table.ts';
import * as history from '../../src/db/schema/history-tables.ts';
import * as imported from '../../src/db/schema/import-table.ts';
import * as job from '../../src/db/schema/job-table.ts';
import * as oldId from '../../src/db/schema/old-id-table.ts';
import * as organization from '../../src/db/schema/organization-table.ts';
import * as posting from '../../src/db/schema/posting-table.ts';
import * as workspace from '../../src/db/schema/workspace-table.ts';

const schema = [
  access,
  columnMapping,
  endUser,
  erasure,
  exported,
  history,
  imported,
  job,
  oldId,
  organization,
  posting,
  workspace,
];
const tables = schema.flatMap((module) =>
  Object.values<unknown>(module).filter((one) => one instanceof PgTable),
);

/** Texts that say who, where, or of which kind, and hold nothing else. */
const isReference = (name: string) =>
  /_id$|_ts$|^id$|_by$|^by$|^(state|kind|role|way|action|apply|default_role|details|weight|waits_for|lane|key|reference|posted_in|transaction|header_digest)$/.test(
    name,
  );

const listed = [
  ...readFileSync('docs/personal-data.md', 'utf8').matchAll(/^\| `([\w.…]+)` \| ([^|]+) \|/gm),
].map(([, table, columns]) => ({ table: table!, columns: columns! }));

describe('the page about personal data', () => {
  it.each(tables.map((table) => getTableConfig(table)))('lists the columns of $name', ({ name, columns }) => {
    const rows = listed.filter(({ table }) => table === name);
    const isAll = rows.some(({ columns: named }) => /^all\b/.test(named));
    const texts = columns.filter(
      ({ columnType, name: column }) => /Text|Json/.test(columnType) && !isReference(column),
    );
    const missing = texts.filter(
      ({ name: column }) => !isAll && !rows.some(({ columns: named }) => named.includes(`\`${column}\``)),
    );
    expect(missing.map(({ name: column }) => column)).toEqual([]);
  });

  it('lists no column that is gone', () => {
    for (const { table, columns } of listed.filter(({ table: name }) => !name.startsWith('staging'))) {
      const config = tables.map((one) => getTableConfig(one)).find(({ name }) => name === table);
      const known = config?.columns.map(({ name }) => name) ?? [];
      for (const [, column] of columns.matchAll(/`(\w+)`/g))
        expect(known, `${column} of ${table}`).toContain(column);
    }
  });
});
