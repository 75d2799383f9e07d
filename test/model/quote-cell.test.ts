import { expect, it } from 'vitest';
import { quoteCell } from '../../src/model/quote-cell.ts';

it.each([
  ['nope', '"nope"'],
  ['', '""'],
  [' a \r\n\t b ', '"a b"'],
  ['x'.repeat(40), `"${'x'.repeat(40)}"`],
  ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
  ['👩'.repeat(41), `"${'👩'.repeat(40)}…"`],
  ['x'.repeat(5_000_000), `"${'x'.repeat(40)}…"`],
  [`a${' '.repeat(200)}b`, '"a…"'],
])('a cell with %.50j is quoted as %s', (text, shown) => {
  expect(quoteCell(text)).toBe(shown);
});
