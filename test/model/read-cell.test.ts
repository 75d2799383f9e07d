import { describe, expect, it } from 'vitest';
import { type ColumnName, columns } from '../../src/model/columns.ts';
import { readCell } from '../../src/model/read-cell.ts';

const read = (name: ColumnName, text: string): string => {
  const value = readCell(columns.find((column) => column.name === name)!, text);
  return typeof value === 'string' ? value : `! ${value.problem}`;
};

it('a cell of white space is blank, whatever its column', () => {
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
  ])('%j is %s', (text, id) => {
    expect(read(name, text)).toBe(id);
  });

  it.each([
    ['0', `${name} "0" is no id: ids begin with 1`],
    ['-1', `${name} "-1" is no id: an id is a whole number such as 1045`],
    ['Acme', `${name} "Acme" is no id: an id is a whole number such as 1045`],
    ['12 34', `${name} "12 34" is no id: an id is a whole number such as 1045`],
    ['１２', `${name} "１２" is no id: an id is a whole number such as 1045`],
    ['1,045', `${name} "1,045" has separators in it: write 1045`],
    ["1'045'000", `${name} "1'045'000" has separators in it: write 1045000`],
    ['1045.0', `${name} "1045.0" has a decimal point: write 1045`],
    ['1045,00', `${name} "1045,00" has a decimal point: write 1045`],
    ['1.045E+12', `${name} "1.045E+12" was rounded by a spreadsheet: write all of its digits`],
    ['9007199254740992', `${name} "9007199254740992" is larger than any id`],
    ['9'.repeat(1_000_000), `${name} "${'9'.repeat(40)}…" is larger than any id`],
  ])('%.30j is a problem', (text, problem) => {
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
  ])('%j is %s', (text, number) => {
    expect(read('vendor_id', text)).toBe(number);
  });

  it.each([
    ['9223372036854775808', 'vendor_id "9223372036854775808" is too large'],
    ['-9223372036854775809', 'vendor_id "-9223372036854775809" is too large'],
    ['1.5', 'vendor_id "1.5" is no whole number'],
    ['42.0', 'vendor_id "42.0" has a decimal point: write 42'],
    ['x7', 'vendor_id "x7" is no whole number'],
  ])('%j is a problem', (text, problem) => {
    expect(read('vendor_id', text)).toBe(`! ${problem}`);
  });
});

describe('texts', () => {
  it.each([
    ['zip', '02134'],
    ['phone', '+49 (30) 123'],
    ['extension', 'x330'],
    ['name', '  Ana '],
    ['notes', 'one\r\ntwo\n\nthree'],
    ['title', 'TRUE'],
  ] as const)('%s %j is kept to the letter', (name, text) => {
    expect(read(name, text)).toBe(text);
  });

  it('may have 255 characters, notes 65,535, however many bytes those are', () => {
    expect(read('name', '👩'.repeat(255))).toBe('👩'.repeat(255));
    expect(read('name', '👩'.repeat(256))).toBe('! name has 256 characters, 255 fit');
    expect(read('notes', 'é'.repeat(65_535))).toHaveLength(65_535);
    expect(read('notes', 'x'.repeat(70_000))).toBe('! notes has 70,000 characters, 65,535 fit');
    expect(read('email', `${'a'.repeat(300)}@example.com`)).toBe('! e-mail has 312 characters, 255 fit');
  });
});

describe('email', () => {
  it('is trimmed and keeps its case', () => {
    expect(read('email', ' Ana@Example.COM\u00a0')).toBe('Ana@Example.COM');
  });

  it('must look like an address', () => {
    expect(read('email', 'nope')).toBe('! e-mail "nope" is no address');
  });
});

describe('ticket_matching_emails', () => {
  it.each([
    'a@example.com',
    'a@example.com,b@example.com',
    'a@example.com ; b@example.com;',
    'a@example.com,,b@example.com',
  ])('%j is kept as one text', (text) => {
    expect(read('ticket_matching_emails', ` ${text} `)).toBe(text);
  });

  it('names the address that is none', () => {
    const problem = (shown: string) => `! ticket_matching_emails: "${shown}" is no e-mail address`;
    expect(read('ticket_matching_emails', 'a@example.com, b, c')).toBe(problem('b'));
    expect(read('ticket_matching_emails', 'a@example.com b@example.com')).toBe(
      problem('a@example.com b@example.com'),
    );
    expect(read('ticket_matching_emails', ';')).toBe(problem(';'));
    expect(read('ticket_matching_emails', ','.repeat(1_000_000))).toBe(
      '! ticket_matching_emails has 1,000,000 characters, 255 fit',
    );
  });
});

describe.each(['notification_billing', 'notification_marketing', 'notification_reports'] as const)(
  '%s',
  (name) => {
    it('is true or false in many words', () => {
      const words = (list: string) => [...new Set(list.split(' ').map((word) => read(name, ` ${word} `)))];
      expect(words('true TRUE True t T yes YES y 1 on On WAHR VRAI')).toEqual(['true']);
      expect(words('false FALSE False f F no NO n 0 off Off FALSCH FAUX')).toEqual(['false']);
    });

    it('is nothing else', () => {
      for (const text of ['2', 'maybe', '-', 'null', 'constructor']) {
        expect(read(name, text)).toBe(`! ${name} "${text}" is neither true nor false`);
      }
    });
  },
);

describe('custom_fields', () => {
  it('is a JSON object, kept as it is written', () => {
    expect(read('custom_fields', ' {"Badge":"12", "n": 1.50} ')).toBe('{"Badge":"12", "n": 1.50}');
  });

  it('is no other text', () => {
    expect(read('custom_fields', 'Badge=12')).toBe(
      '! custom_fields "Badge=12" is no JSON object such as {"Badge":"12"}',
    );
  });

  it('may have 64 KiB, in the form in which it comes back too', () => {
    const of = (length: number) => `{"a":"${'x'.repeat(length)}"}`;
    expect(read('custom_fields', of(65_527))).toHaveLength(65_535);
    expect(read('custom_fields', of(65_528))).toBe('! custom_fields has 65,537 bytes, 65,536 fit');
    expect(read('custom_fields', of(100_000))).toBe('! custom_fields has 100,008 bytes, 65,536 fit');
    expect(read('custom_fields', of(30_000).replaceAll('x', 'é'))).toHaveLength(30_008);
    expect(read('custom_fields', of(40_000).replaceAll('x', 'é'))).toBe(
      '! custom_fields has 80,009 bytes, 65,536 fit',
    );
  });
});
