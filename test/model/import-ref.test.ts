import { expect, it } from 'vitest';
import { readImportRef, writeImportRef } from '../../src/model/import-ref.ts';

it('an import_ref is read as it was written, even if people changed its case or dropped the L', () => {
  const ref = { importId: 184, line: 7 };
  expect(writeImportRef(ref)).toBe('184-L7');
  for (const text of ['184-L7', ' 184-l7 ', '184-7']) expect(readImportRef(text)).toEqual(ref);
});

it.each(['', '184', 'L7', '184-', '184-L7x', '4-Mar', '1111222233334444-1', '1-L1234567890'])(
  '%j is not an import_ref',
  (text) => {
    expect(readImportRef(text)).toBe(null);
  },
);
