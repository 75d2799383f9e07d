// The two ways from bytes to COPY text: through cells and their checks, and directly for rows that are plain. Both must
// write the same text and find the same facts, whatever the file.
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { toCopyText } from '../../src/import/stage/copy-text.ts';
import { BadFileError } from '../../src/model/bad-file-error.ts';
import type { ReadAs } from '../../src/model/read-as.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { runs, seed } from '../runs.ts';
import { encoded } from './encoded.ts';
import { createRandom, mutated, type Random } from './mutated-files.ts';

type Outcome = {
  /** The line of each row, by its text; of a file that is rejected, none. */
  readonly rows: readonly string[];
  readonly facts: unknown;
  /** How many rows were written without the checks. */
  readonly plain: number;
};

async function outcomeOf(bytes: Buffer, size: number, isDirect: boolean, readAs: ReadAs): Promise<Outcome> {
  async function* source() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const written: Buffer[] = [];
  let checked = 0;
  let rows = 0;
  const encode = (row: CheckedRow): string => {
    // Rows of other lines are those by which the form is found.
    if (row.line > 1 && row.line < 10_000) checked++;
    return toCopyText(row);
  };
  try {
    const file = await readCsv(source(), { maxBytes: 10e6, maxRows: 20_000, readAs });
    checked = 0;
    if (isDirect) {
      for await (const part of file.encoded(encode)) {
        written.push(part.text);
        rows += part.rows;
      }
    } else {
      for await (const batch of file.rows) {
        written.push(Buffer.from(batch.map(encode).join('')));
        rows += batch.length;
      }
    }
    const lines = Buffer.concat(written).toString().split('\n').slice(0, -1);
    expect(lines).toHaveLength(rows);
    const { progress, header, letters, dialect, digest } = file;
    const facts = {
      progress: progress(),
      header: header(),
      letters: letters(),
      dialect: dialect(),
      digest: digest(),
    };
    return { rows: lines, facts, plain: rows - checked };
  } catch (error) {
    if (!(error instanceof BadFileError)) throw error;
    const { code, line, reason, columns } = error;
    return { rows: [], facts: { code, line, reason, columns }, plain: 0 };
  }
}

async function compare(bytes: Buffer, size = 64 * 1024, readAs: ReadAs = {}): Promise<Outcome> {
  const slow = await outcomeOf(bytes, size, false, readAs);
  const fast = await outcomeOf(bytes, size, true, readAs);
  expect(fast.rows).toEqual(slow.rows);
  expect(fast.facts).toEqual(slow.facts);
  return fast;
}

// Only a file with more text than the dialect is guessed from has plain rows.
const filler = 'x'.repeat(66_000);

const headers: readonly (readonly string[])[] = [
  [
    'customer_id',
    'contact_id',
    'name',
    'email',
    'phone',
    'zip',
    'notes',
    'notification_billing',
    'vendor_id',
    'custom_fields',
  ],
  ['name', 'email', 'mobile', 'notes', 'company', 'ticket_matching_emails'],
  ['name', 'phone', 'city', 'Color', 'title', ''],
  ['email', 'name', 'E-mail 2 Address', 'notes', 'direct_report'],
  ['contact_id', 'name', 'action', 'extension', 'Shoe size'],
  ['name', 'notes'],
  ['name'],
  ['import_ref', 'name', 'email', 'problem'],
  ['First Name', 'Last Name', 'email', 'phone'],
  ['customer_id', 'name', 'email', 'Badge (custom)', 'state'],
];

const usual: Readonly<Record<string, readonly string[]>> = {
  customer_id: ['1', '12', '999999999999999', ''],
  contact_id: ['', '', '7', '1234'],
  email: ['ana@example.com', 'bo.li@a-b.example', 'x_y+z@mail.example.co.uk', ''],
  phone: ['657.325.3258', '+49 30 123456', '(555) 010-0100', '', '0155', '657.325.3258 x330'],
  mobile: ['657-325-3258', '123', ''],
  zip: ['02134', '1000', ''],
  extension: ['x12', '330', ''],
  notification_billing: ['true', 'false', ''],
  vendor_id: ['42', ''],
  custom_fields: ['', '{"Badge":"12"}', '{}'],
  company: ['Acme Ltd', 'Beta GmbH', ''],
  ticket_matching_emails: ['a@x.example; b@x.example', ''],
  action: ['', '', '', 'archive'],
  import_ref: ['', '184-L7', '184-L7-5f0c9a1e'],
};
const texts = [
  ...[
    'Ana Núñez',
    'Bo',
    'Nina',
    'UN',
    'Engineer',
    'Support, 2nd line',
    '1 Main St',
    'Москва',
    '北京',
    'x',
    '',
    '',
    'a;b',
    'a|b',
  ],
  ...['Total', 'Total 12', '12 rows', 'Name', 'Page 1 of 2', 'Copyright Acme', 'count'],
];
const odd = [
  ...[
    'null',
    'NULL',
    'NaN',
    'n/a',
    '#N/A',
    '#REF!',
    'Err:502',
    '<clear>',
    '—',
    '--',
    '---',
    ':--',
    ' ',
    '\u00a0',
    '\t',
    "'x'",
    '“a”',
  ],
  ...[
    "'=1+1",
    '=1+1',
    '+1',
    '-1',
    '@x',
    "o'neil@example.com",
    'ANA@EXAMPLE',
    'a@b',
    'a..b@x.example',
    'ä@ö.example',
    'a@1.2',
    'a@-x.example',
  ],
  ...[
    '4-Mar',
    '2026-03-04',
    '1.5E+10',
    '12,0',
    '2,134',
    '15550100199.0',
    '00',
    '0',
    '-7',
    '1234567890123456',
    '9007199254740993',
    'Yes',
    'no',
  ],
  ...[
    'TRUE',
    '1',
    'ChloÃ©',
    'Ã',
    'e\u0301',
    '😀',
    'a\\b',
    '\\N',
    '\\.',
    'a\tb',
    'a"b',
    '"',
    '""',
    'a""b',
    'a\nb',
    'a\r\nb',
    'a\rb',
    'x ',
  ],
  ...[
    '{"a":[1,{"b":null}]}',
    '{"a":1,"a":2}',
    '[1]',
    'customer_id',
    'email',
    'notes',
    'y'.repeat(256),
    'é'.repeat(200),
    '&amp;',
    'a & b',
  ],
  ...[
    '\u007f',
    '\u0001',
    '\ufffd',
    '\u202e',
    'ﬁ',
    '٣',
    '% &',
    `${'l'.repeat(70)}@x.example`,
    `a@${'d'.repeat(70)}.example`,
    'ok@x.example ',
  ],
];

/** A file of more than 64 KiB in which most rows are plain. `oddity`: one cell in so many is odd. */
function anyFile({ below, pick }: Random, rows: number, oddity: number): { text: string; delimiter: string } {
  const header = pick(headers);
  const delimiter = pick([',', ',', ',', ';', '\t', '|']);
  const lineEnd = pick(['\r\n', '\n', '\n', '\r']);
  const quoting = pick(['never', 'needed', 'needed', 'always', 'some']);
  const cell = (text: string): string => {
    if (below(4 * oddity) === 0) return text;
    const isNeeded = text.includes(delimiter) || /["\r\n]/.test(text);
    const isQuoted =
      quoting === 'always' || (quoting === 'some' && below(3) === 0) || (quoting !== 'never' && isNeeded);
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const value = (column: string): string =>
    below(oddity) === 0 ? pick(odd) : pick(below(12) === 0 ? texts : (usual[column.toLowerCase()] ?? texts));
  const row = (): string => {
    if (below(8 * oddity) === 0)
      return pick([
        '',
        ' ',
        delimiter,
        header.map(cell).join(delimiter),
        '-----',
        pick(headers).join(delimiter),
      ]);
    const cells = header.map((column) => cell(value(column)));
    if (below(4 * oddity) === 0) cells.pop();
    if (below(4 * oddity) === 0) cells.push(cell(pick(texts)));
    return cells.join(delimiter);
  };
  const first = Array.from({ length: 3 }, () => header.map((column) => cell(value(column))).join(delimiter));
  const long = header.map((_, at) => (at === header.length - 1 ? filler : 'ab')).join(delimiter);
  const lines = [header.map(cell).join(delimiter), ...first, long, ...Array.from({ length: rows }, row)];
  const end = (): string =>
    below(10 * oddity) === 0 ? pick(['\n', '\r', '\r\n', '\n\n\n', '\r\r', `${' \n'.repeat(40)}`]) : lineEnd;
  return {
    text: lines
      .map((line) => line + end())
      .join('')
      .slice(0, below(3) === 0 ? -1 : undefined),
    delimiter,
  };
}

const begin = seed();
const tell = (at: number) => (error: unknown) => {
  throw new Error(`ENDUSERS_SEED=${at}: ${error instanceof Error ? error.message : error}`, { cause: error });
};

test('files of all kinds are written the same in both ways', async () => {
  let plain = 0;
  for (let at = begin; at < begin + runs(40); at++) {
    const random = createRandom(at);
    const { text } = anyFile(random, 120, random.pick([8, 40, 200]));
    const western = text.replace(/[^\x00-\x7fÀ-ÿ]/g, '?');
    const bytes = random.pick([
      () => Buffer.from(text),
      () => Buffer.from(text),
      () => Buffer.from(text),
      () => Buffer.from(western, 'latin1'),
      () => encoded('Macintosh', western),
    ])();
    plain += (await compare(bytes, random.pick([64 * 1024, 64 * 1024, 1000, 97])).catch(tell(at))).plain;
  }
  // Some files can't have plain rows, so that a few may have none together.
  if (runs(40) >= 40) expect(plain).toBeGreaterThan(runs(40) * 5);
});

test('files with any bytes changed are written the same in both ways', async () => {
  for (let at = begin; at < begin + runs(40); at++) {
    const random = createRandom(at);
    const text = Buffer.from(anyFile(random, 80, 200).text);
    const start = text.indexOf(filler) + filler.length;
    const bytes = Buffer.concat([text.subarray(0, start), mutated(text.subarray(start), random)]);
    await compare(bytes, random.pick([64 * 1024, 1000])).catch(tell(at));
  }
});

describe('a row goes directly from bytes to text', () => {
  const all = 'customer_id,contact_id,name,title,email,phone,notes,vendor_id,custom_fields';
  const plainOf = async (row: string, header = all): Promise<boolean> => {
    const cells = header
      .split(',')
      .map((column) => (column.endsWith('_id') ? '7' : column === 'name' ? 'x'.repeat(200) : ''));
    const long = `${cells.join(',')}\n`.repeat(400);
    const bytes = Buffer.from(`${header}\n${long}${row}\n`);
    const one = await compare(bytes);
    const without = await compare(Buffer.from(`${header}\n${long}`));
    return one.plain > without.plain;
  };

  test.each([
    ['with ordinary cells', '1,,Ana Nunez,Engineer,ana@example.com,657.325.3258,Likes tea,42,'],
    ['with quoted cells', '1,,"Ana Nunez","Support, 2nd line",ana@example.com,,,,'],
    ['with letters outside ASCII', '1,,Ana Núñez,,,,Москва,,'],
    [
      'with quotes and line breaks inside quotes',
      '1,,Ana,"The ""boss""",,,"one\r\ntwo",,"{""Badge"":""12""}"',
    ],
  ])('%s', async (_, row) => {
    expect(await plainOf(row)).toBe(true);
  });

  test.each([
    ['has a problem', '1,,Ana,,nope,,,,'],
    ['has a damaged cell', '1,,Ana,#REF!,,,,,'],
    ['is short', '1,,Ana'],
    ['is long', '1,,Ana,,,,,,,more'],
    ['has a broken quote', '1,,"Ana"x,,,,,,'],
  ])('unless the row %s', async (_, row) => {
    expect(await plainOf(row)).toBe(false);
  });

  test('with the name of an organization, or with cells that are not read', async () => {
    expect(await plainOf('1,Ana,ana@example.com,Acme Ltd,blue', 'contact_id,name,email,company,Color')).toBe(
      true,
    );
  });
});

describe('what the checks find about rows as a whole is found between plain rows, too', () => {
  const between = async (header: string, usualRow: string, ...rows: readonly string[]): Promise<Outcome> => {
    const many = `${usualRow}\n`.repeat(1 + Math.ceil(70_000 / usualRow.length));
    return compare(Buffer.from(`${header}\n${many}${rows.join('\n')}\n${usualRow}\n`));
  };

  test('a repeated header', async () => {
    const { facts } = await between('name,notes,city', 'Bob,some words,+1', 'name,notes,city');
    expect(facts).toMatchObject({ header: { skippedRows: { rows: 1 } } });
  });

  test('another delimiter', async () => {
    const { facts } = await between('name,phone,city', 'Bob,0155,Rome', 'Bob;0155 1234567;Rome,1,');
    expect(facts).toMatchObject({ code: 'other-delimiter' });
  });

  test('cells that are one column off', async () => {
    const { rows } = await between(
      'name,email,phone,city',
      'Bob,bob@example.com,0155,Rome',
      'Bob,bob@example.com,Acme Ltd,030 123456',
    );
    expect(rows.at(-2)).toContain('one column off');
  });

  test('a short row after a blank one, and one after a whole row', async () => {
    const { facts } = await between('name,phone,city', 'Bob,0155,Rome', '', 'one', 'Bob,0155,Rome', 'two');
    expect(facts).toMatchObject({ header: { oddRows: { rows: 2 } } });
    const usuallyShort = await between('name,phone,city', 'Bob,0155', '', 'one', 'Bob,0155,Rome', 'two');
    expect(usuallyShort.facts).toMatchObject({ header: { oddRows: { rows: 1 } } });
  });
});
