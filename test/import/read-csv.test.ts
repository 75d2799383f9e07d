import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { columnNames } from '../../src/model/columns.ts';
import { bytesOf, readAll } from './reading.ts';

test('a file with the columns of the template is read as rows of 21 canonical cells with their lines', async () => {
  const { header, rows } = await readAll(
    `${columnNames.join(',')}\r\n`,
    '12,,Ana Núñez,CTO,ana@example.com,0155,x330,+49 1,"1, Main St",,Springfield,MA,02293,"one\r\ntwo",Bob,a@b.example;c@d.example,Yes,0,,42,"{""Badge"":""12""}"\r\n',
    '12,7,Bob\r\n',
  );
  expect(header.columns).toEqual(columnNames);
  expect(header.ignored).toEqual([]);
  const [ana, bob] = rows;
  expect(ana?.line).toBe(2);
  expect(ana?.problems).toEqual([]);
  expect(ana?.cells).toEqual([
    ...['12', '', 'Ana Núñez', 'CTO', 'ana@example.com', '0155', 'x330', '+49 1', '1, Main St', ''],
    ...[
      'Springfield',
      'MA',
      '02293',
      'one\r\ntwo',
      'Bob',
      'a@b.example;c@d.example',
      'true',
      'false',
      '',
      '42',
    ],
    '{"Badge":"12"}',
  ]);
  expect(bob).toEqual({
    line: 4,
    marks: null,
    cells: ['12', '7', 'Bob', ...Array(18).fill(null)],
    problems: [],
    ref: null,
    organization: null,
    action: null,
    isNamePartial: false,
    isOdd: false,
    uploaded: null,
  });
});

test('progress and digest report what was read', async () => {
  const text = 'name,email\nAna,ana@example.com\nBob,bob@example.com\n';
  const file = await readCsv(bytesOf(text), { maxBytes: 1000 });
  for await (const _ of file.rows);
  expect(file.progress()).toEqual({ bytes: text.length, rows: 2 });
  expect(file.digest()).toBe(createHash('sha256').update(text).digest('hex'));
  expect(file.dialect()).toEqual({ encoding: 'UTF-8', delimiter: ',' });
});
