// Arbitrary rows with values that the columns accept, for property tests.
import fc from 'fast-check';
import { cleanText } from '../../src/model/clean-text.ts';
import type { ColumnName } from '../../src/model/columns.ts';

// Texts that are stored unchanged: without whitespace around them, in NFC, and without NUL and halves of characters.
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
    .map((value) => (value.includes('\0') || /\p{Surrogate}/u.test(value) ? '' : cleanText(value)));

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

const words = fc.string({ unit: 'grapheme' });

/** Includes nested values. Numbers are whole, since others might not be stored exactly, which is a problem of the cell. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    words,
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(words, tie('value'), { maxKeys: 3 }),
  ),
}));

const customFields = fc.dictionary(words, value, { maxKeys: 5 }).map((fields) => JSON.stringify(fields));

/** One row: the texts of its cells by column, as stored and shown. */
export const anyRow: fc.Arbitrary<Record<ColumnName, string>> = fc.record({
  customer_id: id,
  contact_id: id,
  name: text(60),
  title: text(60),
  email: fc.oneof(fc.constant(''), address),
  phone: text(60),
  extension: text(60),
  mobile: text(60),
  address1: text(60),
  address2: text(60),
  city: text(60),
  state: text(60),
  zip: text(60),
  notes: text(300),
  direct_report: text(60),
  ticket_matching_emails: fc.oneof(
    fc.constant(''),
    fc.array(address, { minLength: 1, maxLength: 3 }).map((list) => list.join('; ')),
  ),
  notification_billing: flag,
  notification_marketing: flag,
  notification_reports: flag,
  vendor_id: fc.oneof(fc.constant(''), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  custom_fields: fc.oneof(fc.constant(''), customFields),
});
