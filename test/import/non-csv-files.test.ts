import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
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

/** An Office file of before 2007 with a stream of this name, at the start of which are these bytes. */
const compound = (stream: string, start = ''): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(start, 'latin1'),
    Buffer.alloc(512),
    Buffer.from(stream, 'utf16le'),
  ]);
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const page = (head: string, body = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe('a file is called by its right name', () => {
  test.each([
    ['users.docx', 'a Word document', 'copy the table into your spreadsheet program'],
    ['users.xls', 'an HTML table saved as a spreadsheet', 'save it as "CSV UTF-8 (comma delimited)"'],
    ['contacts.vcf', 'a contact list in vCard format', 'export the contacts there as CSV'],
    ['denied.csv', 'an error page', 'download it there again'],
  ])('%s', async (name, kind, remedy) => {
    const rejection = await expectBadFile(await readFile(`test/fixtures/formats/${name}`));
    expect(rejection.reason).toBe(`it is ${kind}, not a CSV file`);
    expect(rejection.remedy).toContain(remedy);
  });

  test.each<[string, Buffer | string]>([
    [
      'a Word document',
      Buffer.concat([zipEntry('[Content_Types].xml'), Buffer.alloc(9000, 7), zipEntry('word/document.xml')]),
    ],
    ['an old Word document', compound('WordDocument')],
    ['an old Word document', compound('Root Entry', '\xec\xa5\xc1\0')],
    ['an old Excel workbook', compound('Workbook')],
    ['an Outlook mail', compound('__substg1.0_0037001F')],
    ['an old PowerPoint presentation', compound('PowerPoint Document')],
    ['an Office file with a password', compound('EncryptedPackage')],
    ['a PowerPoint presentation', zipEntry('ppt/presentation.xml')],
    ['an OpenDocument document', zipEntry('mimetypeapplication/vnd.oasis.opendocument.text')],
    ['an archive', bytes('7z\xbc\xaf\x27\x1c')],
    ['an archive', bytes('Rar!\x1a\x07\x01\0')],
    ['a picture', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['a picture', bytes('\0\0\0\x18ftypheic')],
    ['a video', bytes('\0\0\0\x18ftypmp42')],
    ['a SQLite database', bytes('SQLite format 3\0')],
    ['an Access database', bytes('\0\x01\0\0Standard ACE DB\0')],
    ['a contact list in vCard format', '\ufeffBEGIN:VCARD\r\nVERSION:2.1\r\n'],
    ['a contact list in vCard format', Buffer.from('\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\n', 'utf16le')],
    ['a calendar', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'],
    ['an LDIF file', 'dn: CN=Ada Byron,OU=People,DC=example,DC=com\nchangetype: add\n'],
    [
      'an LDIF file',
      '# extended LDIF\n#\n# LDAPv3\n\nversion: 1\n\n# ada\ndn: uid=ada,dc=example,dc=com\ncn: Ada\n',
    ],
    ['an LDIF file', 'dn:: Y249QWRh\ncn: Ada\n'],
    ['a JSON file', '[\n  {"name": "Ada"}\n]'],
    ['a JSON file', '{"value":[{"displayName":"Ada"}]}'],
    ['a JSON file', '{"name":"Ada"}\n{"name":"Bob"}\n'],
    ['a link to a Google file', '{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}'],
    ['a shortcut to a web page', '[InternetShortcut]\r\nURL=https://example.com/\r\n'],
    ['an email', 'Return-Path: <a@x.com>\r\nReceived: from x\r\n by y\r\nSubject: people\r\n\r\nHello\r\n'],
    ['an email', 'From: a@x.com\nTo: b@x.com\nSubject: people\n\nname,email\n'],
    [
      'an SQL dump',
      '-- MySQL dump 10.13\n--\n\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `users`;\n',
    ],
    ['an SQL dump', "INSERT INTO users (name) VALUES ('Ada');\n"],
    ['a SYLK spreadsheet', 'ID;PWXL;N;E\r\nP;PGeneral\r\n'],
    ['a DIF spreadsheet', 'TABLE\r\n0,1\r\n"EXCEL"\r\n'],
    ['a rich text document', '{\\rtf1\\ansi\\deff0 Name}'],
    ['an HTML table saved as a spreadsheet', '<table border=1><tr><td>Name</td></tr></table>'],
    [
      'an HTML table saved as a spreadsheet',
      page('<style>td {color:red}</style>', '<table><tr><th>Name</th></tr></table>'),
    ],
    [
      'an Excel workbook in XML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    ],
    ['an OpenDocument spreadsheet in XML', '<?xml version="1.0"?>\n<office:document office:version="1.3">'],
    ['an XML file', '<?xml version="1.0"?><users><user name="Ada"/></users>'],
    ['a web page that asks to sign in', page('<title>Sign in to your account</title>')],
    [
      'a web page that asks to sign in',
      page('<title>Acme</title>', '<form><input name=p type="password"></form>'),
    ],
    ['a web page that asks to sign in', page('<title>Anmelden</title>')],
    ['an error page', page('<title>404 Not Found</title>', '<h1>Not Found</h1>')],
    ['an error page', page('<title>Access denied</title>')],
    ['an error page', '<Error><Code>ExpiredToken</Code></Error>'],
    ['a web page', page('<title>Acme Ltd</title>')],
  ])('%s', async (kind, content) => {
    const rejection = await expectBadFile(content);
    expect(rejection.reason).toBe(`it is ${kind}, not a CSV file`);
    expect(rejection.remedy).toMatch(/CSV|share that/);
  });

  test.each([
    'ID;Phone;Name\n1;5550100;Ana\n',
    'BM,name\n1,Ana\n',
    'version,name\n1,Ana\n',
    'name,dn\nAna,"cn=Ana,dc=x"\n',
    'Subject,name\nx,Ana\n',
    '"name","{""a"":1}"\nAna,x\n',
    'Title,name\n<table>,Ana\n',
    'name,From: a\nAna,x\n',
    'From,To,name\na,b,Ana\n',
    'PK,name\n1,Ana\n',
    'Set,name\n1,Ana\n',
  ])('a CSV file is not taken for another format: %j', async (content) => {
    expect(await readCells(content)).toEqual([expect.arrayContaining(['Ana'])]);
  });

  test('however long the comments before the format are', async () => {
    const started = (content: string) => expectBadFile(content);
    await started(`${'#\n'.repeat(30_000)}x`);
    await started(`${'-- \n'.repeat(20_000)}x`);
    await started(`<?xml version="1.0"?>${'<!-- -->'.repeat(8_000)}`);
    await started(`From: a\n${' \n'.repeat(30_000)}`);
  });
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
