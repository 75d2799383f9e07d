import { describe, expect, it } from 'vitest';
import { knownBooleanWords } from '../../src/model/boolean-words.ts';
import { type ColumnName, columns } from '../../src/model/columns.ts';
import { readCell } from '../../src/model/read-cell.ts';

const read = (name: ColumnName, text: string): string => {
  const value = readCell(columns.find((column) => column.name === name)!, text);
  return typeof value === 'string' ? value : `! ${value.problem}`;
};

it('a cell with only whitespace is empty, whatever its column', () => {
  for (const { name } of columns)
    expect(['', '  ', '\u00a0\t\r\n'].map((text) => read(name, text))).toEqual(['', '', '']);
});

describe.each(['customer_id', 'contact_id'] as const)('%s', (name) => {
  it.each([
    ['1045', '1045'],
    [' 1045 ', '1045'],
    ['001045', '1045'],
    ['9007199254740991', '9007199254740991'],
    [`${'0'.repeat(300)}7`, '7'],
  ])('reads %j as %s', (text, id) => {
    expect(read(name, text)).toBe(id);
  });

  it.each([
    ['0', `${name} "0" is not an id: ids start at 1`],
    ['-1', `${name} "-1" is not an id: ids are whole numbers like 1045`],
    ['Acme', `${name} "Acme" is not an id: ids are whole numbers like 1045`],
    ['12 34', `${name} "12 34" is not an id: ids are whole numbers like 1045`],
    ['１２', `${name} "１２" is not an id: ids are whole numbers like 1045`],
    ['1,045', `${name} "1,045" contains separators: write 1045`],
    ["1'045'000", `${name} "1'045'000" contains separators: write 1045000`],
    ['1045.0', `${name} "1045.0" has a decimal point: write 1045`],
    ['1045,00', `${name} "1045,00" has a decimal point: write 1045`],
    ['1.045E+12', `${name} "1.045E+12" was rounded by a spreadsheet: write all its digits`],
    ['9007199254740992', `${name} "9007199254740992" is too large for an id`],
    ['9'.repeat(1_000_000), `${name} "${'9'.repeat(40)}…" is too large for an id`],
  ])('rejects %.30j', (text, problem) => {
    expect(read(name, text)).toBe(`! ${problem}`);
  });
});

describe('vendor_id', () => {
  it.each([
    ['0', '0'],
    ['-7', '-7'],
    ['+7', '7'],
    ['-0', '0'],
    ['007', '7'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
  ])('reads %j as %s', (text, number) => {
    expect(read('vendor_id', text)).toBe(number);
  });

  it.each([
    ['9223372036854775808', 'vendor_id "9223372036854775808" is too large'],
    ['-9223372036854775809', 'vendor_id "-9223372036854775809" is too large'],
    ['1.5', 'vendor_id "1.5" is not a whole number'],
    ['42.0', 'vendor_id "42.0" has a decimal point: write 42'],
    ['x7', 'vendor_id "x7" is not a whole number'],
  ])('rejects %j', (text, problem) => {
    expect(read('vendor_id', text)).toBe(`! ${problem}`);
  });
});

describe('text columns', () => {
  it.each([
    ['zip', '02134'],
    ['phone', '+49 (30) 123'],
    ['extension', 'x330'],
    ['name', 'Ana   Byron'],
    ['notes', 'one\r\ntwo\n\nthree'],
    ['title', 'TRUE'],
  ] as const)('keep every character: %s %j', (name, text) => {
    expect(read(name, text)).toBe(text);
  });

  it('may have 255 characters, notes 65,535, regardless of the number of bytes', () => {
    expect(read('name', '👩'.repeat(255))).toBe('👩'.repeat(255));
    expect(read('name', '👩'.repeat(256))).toBe('! name has 256 characters, but the limit is 255');
    expect(read('notes', 'é'.repeat(65_535))).toHaveLength(65_535);
    expect(read('notes', 'x'.repeat(70_000))).toBe('! notes has 70,000 characters, but the limit is 65,535');
    expect(read('email', `${'a'.repeat(300)}@example.com`)).toBe(
      '! email has 312 characters, but the limit is 255',
    );
  });
});

describe('email', () => {
  it('is trimmed and keeps its case', () => {
    expect(read('email', ' Ana@Example.COM\u00a0')).toBe('Ana@Example.COM');
  });

  it('must look like an address', () => {
    expect(read('email', 'nope')).toBe('! email "nope" is not a valid address');
  });
});

describe('ticket_matching_emails', () => {
  it.each([
    'a@example.com',
    'a@example.com,b@example.com',
    'a@example.com ; b@example.com;',
    'a@example.com,,b@example.com',
  ])('is stored as one text: %j', (text) => {
    expect(read('ticket_matching_emails', ` ${text} `)).toBe(text);
  });

  it('names the invalid address', () => {
    const problem = (shown: string) => `! ticket_matching_emails: "${shown}" is not a valid email address`;
    expect(read('ticket_matching_emails', 'a@example.com, b, c')).toBe(problem('b'));
    expect(read('ticket_matching_emails', 'a@example.com b@example.com')).toBe(
      problem('a@example.com b@example.com'),
    );
    expect(read('ticket_matching_emails', ';')).toBe(problem(';'));
    expect(read('ticket_matching_emails', ','.repeat(1_000_000))).toBe(
      '! ticket_matching_emails has 1,000,000 characters, but the limit is 255',
    );
  });
});

describe.each(['notification_billing', 'notification_marketing', 'notification_reports'] as const)(
  '%s',
  (name) => {
    it('recognizes many words for true and false', () => {
      const words = (list: string) => [...new Set(list.split(' ').map((word) => read(name, ` ${word} `)))];
      expect(words('true TRUE True t T yes YES y 1 on On WAHR VRAI')).toEqual(['true']);
      expect(words('false FALSE False f F no NO n 0 off Off FALSCH FAUX')).toEqual(['false']);
    });

    it('rejects any other text', () => {
      for (const text of ['2', 'maybe', '-', 'null', 'constructor']) {
        expect(read(name, text)).toBe(
          `! ${name} "${text}" is neither yes nor no: write ${knownBooleanWords}`,
        );
      }
    });
  },
);

describe('custom_fields', () => {
  it('is a JSON object, stored as written', () => {
    expect(read('custom_fields', ' {"Badge":"12", "n": 1.50} ')).toBe('{"Badge":"12", "n": 1.50}');
  });

  it('rejects any other text', () => {
    expect(read('custom_fields', 'Badge=12')).toBe(
      '! custom_fields "Badge=12" is not a JSON object like {"Badge":"12"}',
    );
  });

  it('may have 64 KiB, also in the form that Postgres returns', () => {
    const of = (length: number) => `{"a":"${'x'.repeat(length)}"}`;
    expect(read('custom_fields', of(65_527))).toHaveLength(65_535);
    expect(read('custom_fields', of(65_528))).toBe(
      '! custom_fields has 65,537 bytes, but the limit is 65,536',
    );
    expect(read('custom_fields', of(100_000))).toBe(
      '! custom_fields has 100,008 bytes, but the limit is 65,536',
    );
    expect(read('custom_fields', of(30_000).replaceAll('x', 'é'))).toHaveLength(30_008);
    expect(read('custom_fields', of(40_000).replaceAll('x', 'é'))).toBe(
      '! custom_fields has 80,009 bytes, but the limit is 65,536',
    );
  });
});
