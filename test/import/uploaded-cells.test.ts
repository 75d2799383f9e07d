import { expect, test } from 'vitest';
import { readAll } from './reading.ts';

const uploadedOf = async (text: string) => (await readAll(text)).rows.map((row) => row.uploaded);

test('the cells as uploaded are kept only if they can not be restored from the canonical cells', async () => {
  expect(
    await uploadedOf(
      'name,email,notification_billing,vendor_id\n' +
        'Ana,ana@example.com,true,7\n' +
        'Bob, bob@example.com,true,\n' +
        'Cleo,,Yes,\n' +
        'Dora,,,007\n' +
        'Eve\n',
    ),
  ).toEqual([
    null,
    ['Bob', ' bob@example.com', 'true', ''],
    ['Cleo', '', 'Yes', ''],
    ['Dora', '', '', '007'],
    null,
  ]);
});

test('they are kept if a cell is a problem, since it has no canonical cell', async () => {
  const { rows } = await readAll('name,email\nAna,nope\n');
  expect(rows[0]?.cells[4]).toBe(null);
  expect(rows[0]?.uploaded).toEqual(['Ana', 'nope']);
});

test('they are kept if an ignored column or a cell beyond the header is filled', async () => {
  expect(await uploadedOf('name,colour\nAna,red\nBob,\nCleo,,x\n')).toEqual([
    ['Ana', 'red'],
    null,
    ['Cleo', '', 'x'],
  ]);
});

test('they are kept without the apostrophe that protects them from being evaluated by a spreadsheet', async () => {
  expect(await uploadedOf("name,email\n'=1+1,nope\n'Ana,nope\n")).toEqual([
    ['=1+1', 'nope'],
    ["'Ana", 'nope'],
  ]);
});
