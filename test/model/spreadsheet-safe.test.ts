import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCell, quotedCell, unprotectCell } from '../../src/model/spreadsheet-safe.ts';
import { runs, seed } from '../runs.ts';
import { cellsThatSpreadsheetsSee, startsLikeFormula } from '../spreadsheet-splits.ts';

/** Texts of what matters: separators, formula characters, quotes, and what spreadsheets skip. */
const nearFormulas = fc
  .array(fc.constantFrom(...'=+-@＝＋－＠;|,\t\r\n\'"“” a1', '\u00a0', '\u200b', '\ufeff', '\u{e0001}'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(fc.string({ unit: 'binary' }), nearFormulas);

describe('a text in a written file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5', "'-5"],
    ['@sum', "'@sum"],
    ['＝1', "'＝1"],
    ['==', "'=="],
    [' =1', " '=1"],
    ['"=1', `"'=1`],
    ['\u200b=1', "\u200b'=1"],
    ['\t=1', "\t'=1"],
    ["'=1", "''=1"],
    ["''@x", "'''@x"],
    ["x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"],
    ['a\n=1', "a\n'=1"],
    ['a\r\n "=1', `a\r\n "'=1`],
    ['a|-1|b', "a|'-1|b"],
    ['a;=1;=2', "a;'=1;'=2"],
    ["a;'=1", "a;''=1"],
    ['=1;=2', "'=1;'=2"],
  ])('gets an apostrophe before each formula: %j', (text, written) => {
    expect(protectCell(text)).toBe(written);
    expect(unprotectCell(written)).toBe(text);
  });

  it.each([
    '',
    'Ana',
    "'",
    "'Ana",
    "''",
    '1-2',
    'a=b',
    '\tx',
    '02134',
    '#N/A',
    'Main St - Suite 4',
    'a, =1',
    'x =1',
    'ana@example.com',
    "O'Brien; Ana",
  ])('stays unchanged without one: %j', (text) => {
    expect(protectCell(text)).toBe(text);
    expect(unprotectCell(text)).toBe(text);
  });

  it('is restored exactly, whatever it contains', () => {
    const isRestored = fc.property(anyText, (text) => {
      expect(unprotectCell(protectCell(text))).toBe(text);
    });
    fc.assert(isRestored, { numRuns: runs(10_000), seed: seed() });
  });

  it('is read in one pass, also if it contains nothing but separators and spaces', () => {
    const text = '\t ;'.repeat(20_000);
    expect(protectCell(text)).toBe(text);
    expect(unprotectCell(`'${text}`)).toBe(`'${text}`);
  });

  it('starts no cell like a formula, however a spreadsheet splits the file', () => {
    const table = fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    const isSafe = fc.property(table, (rows) => {
      const file = stringify(
        rows.map((row) => ['1', ...row.map(protectCell)]),
        { record_delimiter: 'windows', quote_record_delimiter: true, quoted_match: quotedCell },
      );
      expect(cellsThatSpreadsheetsSee(file).filter(startsLikeFormula)).toEqual([]);
    });
    fc.assert(isSafe, { numRuns: runs(2_000), seed: seed() });
  });

  it('would start one without the apostrophes', () => {
    const file = stringify([['1', 'x;=1;y', 'a\n=1', '"|=1']]);
    expect(cellsThatSpreadsheetsSee(file).filter(startsLikeFormula)).not.toEqual([]);
    expect(parse(file)).toHaveLength(1);
  });
});

it('a cell gets quotes where a spreadsheet splits or trims it', () => {
  const characters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code));
  const inside = characters.filter((character) => quotedCell.test(`a${character}b`));
  expect(inside).toEqual(['\t', ';', '|']);
  const atStart = characters.filter((character) => quotedCell.test(`${character}b`));
  expect(atStart).toEqual(characters.filter((character) => /[;|\s]/.test(character)));
});

describe('a text in a file of version 0.1', () => {
  it.each([
    ["'=1", '=1'],
    ["''=1", "'=1"],
    ["'\tx", '\tx'],
    ["a;'=1", "a;'=1"],
    [" '=1", " '=1"],
  ])('is read by the rule of that version: %j', (written, text) => {
    expect(unprotectCell(written, 1)).toBe(text);
  });
});
