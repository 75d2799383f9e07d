import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { protectCell } from '../../src/model/spreadsheet-safe.ts';
import { readAll } from './reading.ts';

// What is stored of a text: anything but white space alone, NUL and halves of characters.
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '""',
            ',',
            ';',
            '\t',
            '\r',
            '\n',
            '\r\n',
            "'",
            '=',
            '+',
            '-',
            '@',
            '＝',
            'é',
            '👩‍💻',
            '0',
            ' ',
            '\uFEFF',
          ),
          { maxLength },
        )
        .map((pieces) => pieces.join('').slice(0, maxLength)),
      fc.constantFrom(
        '',
        '02134',
        '+49 30 1',
        "'=1",
        '1.55501E+10',
        '4-Mar',
        '(555) 010-0100 x330',
        'ChloÃ©',
      ),
    )
    .map((value) =>
      value.trim() === '' || value.includes('\0') || /\p{Surrogate}/u.test(value) ? '' : value,
    );

const id = fc.oneof(
  fc.constant(''),
  fc
    .maxSafeInteger()
    .filter((n) => n > 0)
    .map(String),
);
const flag = fc.constantFrom('', 'true', 'false');
const address = fc.constantFrom(
  'ana@example.com',
  "o'neil+x@example.co.uk",
  '=a@example.com',
  "'-@example.com",
  'jörg@müller.example',
);

const row = fc.record({
  customer_id: id,
  contact_id: id,
  email: fc.oneof(fc.constant(''), address),
  notes: text(300),
  ticket_matching_emails: fc.oneof(
    fc.constant(''),
    fc.array(address, { minLength: 1, maxLength: 3 }).map((list) => list.join('; ')),
  ),
  notification_billing: flag,
  notification_marketing: flag,
  notification_reports: flag,
  vendor_id: fc.oneof(fc.constant(''), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  custom_fields: fc.oneof(
    fc.constant(''),
    fc
      .dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null)))
      .map((value) => JSON.stringify(value)),
  ),
  text: fc.array(text(60), { minLength: 12, maxLength: 12 }),
});

const textColumns = columnNames.filter(
  (name) =>
    !(
      name in
      {
        customer_id: 0,
        contact_id: 0,
        email: 0,
        notes: 0,
        ticket_matching_emails: 0,
        notification_billing: 0,
        notification_marketing: 0,
        notification_reports: 0,
        vendor_id: 0,
        custom_fields: 0,
      }
    ),
);

test('whatever is written by our rules is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, marked) => {
      const cells = rows.map(({ text, ...values }) => {
        const named: Record<string, string> = {
          ...values,
          ...Object.fromEntries(textColumns.map((name, i) => [name, text[i]!])),
        };
        return columnNames.map((name) => named[name]!);
      });
      const filled = cells.filter((line) => line.some((cell) => cell !== ''));
      fc.pre(filled.length > 0);
      const csv = stringify([[...columnNames], ...cells], {
        record_delimiter: 'windows',
        quote_record_delimiter: true,
        cast: { string: protectCell },
      });
      const read = await readAll((marked ? '\uFEFF' : '') + csv);
      expect(read.rows.flatMap((line) => line.problems)).toEqual([]);
      expect(read.rows.map((line) => line.cells)).toEqual(filled);
      expect(read.rows.every((line) => line.uploaded === null)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
