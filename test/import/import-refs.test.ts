import { expect, test } from 'vitest';
import { problemsOf, readAll } from './reading.ts';

test('a row of a problem file identifies the row that it fixes', async () => {
  const { rows } = await readAll(
    'import_ref,problem,name\n184-L7,email "nope" is not a valid address,Ana\n184-9,,Bob\n,,Cleo\n',
  );
  expect(rows.map((row) => row.ref)).toEqual([{ importId: 184, line: 7 }, { importId: 184, line: 9 }, null]);
  expect(rows.map((row) => row.uploaded)).toEqual([null, null, null]);
});

test('an invalid import_ref is a problem of its row', async () => {
  expect(await problemsOf('import_ref,name\n7,Ana\n4-Mar,Bob\n')).toEqual([
    'line 2 import_ref "7" is not from this app: restore the original value or clear it',
    'line 3 import_ref "4-Mar" is not from this app: restore the original value or clear it',
  ]);
});
