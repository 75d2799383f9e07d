import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { expectBadFile, readCells } from './reading.ts';

const zipEntry = (name: string): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(name), Buffer.alloc(40, 7)]);

test.each([
  ['an Excel workbook', zipEntry('[Content_Types].xml'), 'spreadsheet'],
  [
    'an OpenDocument spreadsheet',
    zipEntry('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    'spreadsheet',
  ],
  ['a Numbers spreadsheet', zipEntry('Index/Document.iwa'), 'spreadsheet'],
  ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'spreadsheet'],
  ['a zip archive', zipEntry('people.csv'), 'binary'],
  ['a gzip archive', gzipSync('customer_id,name\n1,Ana\n'), 'binary'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'binary'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'binary'],
  ['a rich text document', Buffer.from('{\\rtf1\\ansi customer_id}'), 'binary'],
])('%s is told from a CSV', async (kind, bytes, code) => {
  const rejection = await expectBadFile(bytes);
  expect(rejection.code).toBe(code);
  expect(rejection.reason).toBe(`it is ${kind}, not a CSV file`);
});

test('the error for a workbook says how to make a CSV file of it', async () => {
  expect((await expectBadFile(zipEntry('xl/workbook.xml'))).remedy).toBe(
    'Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and share that file.',
  );
});

test.each([
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title>',
  '\uFEFF  \r\n<html lang="en">',
  '<!-- cached --><!doctype HTML>',
])('a web page instead of the file is told: %j', async (page) => {
  expect((await expectBadFile(`${page}${' '.repeat(100_000)}`)).code).toBe('html');
});

test.each(['<?xml version="1.0"?><Workbook>', '<table><tr><td>name</td></tr></table>'])(
  'a table in markup is told: %j',
  async (markup) => {
    expect((await expectBadFile(markup)).code).toBe('spreadsheet');
  },
);

test('the format is recognized even if the bytes arrive one by one', async () => {
  const bytes = [...zipEntry('xl/workbook.xml')].map((byte) => Buffer.of(byte));
  expect((await expectBadFile(...bytes)).reason).toBe('it is an Excel workbook, not a CSV file');
});

test('a CSV file whose cells contain markup or start like another format is read', async () => {
  expect(await readCells('name,notes\nAna,<html>\nPK,%PDF-\n')).toEqual([
    ['Ana', '<html>'],
    ['PK', '%PDF-'],
  ]);
});

test('a file of nothing but HTML comments is rejected quickly', async () => {
  const comments = '<!-- a -->'.repeat(400);
  expect((await expectBadFile(`${comments}<html>`)).code).toBe('html');
  expect((await expectBadFile(`${comments}name`)).code).toBe('no-header');
});
