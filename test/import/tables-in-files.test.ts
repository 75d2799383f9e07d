// Property test: wherever a table is in its file, whatever surrounds it, and however it is written, its people are read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from '../../src/model/columns.ts';
import { type EncodingName, encodingNames } from '../../src/model/read-as.ts';
import { runs, seed } from '../runs.ts';
import { encoded } from './encoded.ts';
import { readAllAs } from './reading.ts';

const indexOf = (name: string): number => columns.findIndex((column) => column.name === name);

/** Two columns with the same meaning each, the better one first, and one alone. */
const meanings = [
  { column: 'name', headers: ['name', 'Display Name *'] },
  { column: 'email', headers: ['email', 'E-mail Address (work)'] },
  { column: 'phone', headers: ['phone', 'Business Phone'] },
  { column: 'title', headers: ['Job Title'] },
] as const;

const linesAbove = [
  'Contacts of our customer',
  '#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser',
  'version:v1.0',
  '# exported for the help desk',
  '',
] as const;
const linesBelow = ['', 'Total: 12', '© 2026 Harbor Support', 'Generated on 2026-11-30', '-----'] as const;

const filled = fc.record({ better: fc.boolean(), other: fc.boolean() });
const person = fc.record({
  name: fc.constantFrom('Ana Núñez', 'Chloé Martin', 'Jürgen Groß', 'Bo Li', 'Eve Hope, Jr.'),
  title: fc.constantFrom('Engineer', 'Head of Café', 'Clerk; part time', 'Cook'),
  phoneIs: filled,
});

const file = fc.record({
  people: fc.array(person, { minLength: 4, maxLength: 30 }),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
  above: fc.array(fc.constantFrom(...linesAbove), { maxLength: 19 }),
  below: fc.array(fc.constantFrom(...linesBelow), { maxLength: 5 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  encoding: fc.constantFrom<'utf8' | 'bom' | 'utf16' | EncodingName>(
    'utf8',
    'bom',
    'utf16',
    'Windows-1252',
    'Macintosh',
  ),
});

test('a table is found and its people are read, wherever it is and however it is written', async () => {
  let withTwins = 0;
  await fc.assert(
    fc.asyncProperty(file, async (written) => {
      const { people, order, above, below, delimiter, lineEnd, encoding } = written;
      const twins = people.map(({ phoneIs }) => phoneIs);
      withTwins += twins.filter(({ better, other }) => better && other).length;
      const rows = people.map(({ name, title, phoneIs }, i) => {
        const email = `p${i}@harbor.example`;
        const [better, other] = [`020 555 0${100 + i}`, `030 555 0${100 + i}`];
        return {
          // In the order of the headers of `meanings`: the better column is blank in some rows.
          cells: [
            i % 3 === 0 ? '' : name,
            i % 3 === 0 ? name : i % 3 === 1 ? name : '',
            i % 2 === 0 ? email : '',
            i % 2 === 0 ? `other.${email}` : email,
            phoneIs.better ? better : '',
            phoneIs.other ? other : '',
            title,
          ],
          expected: {
            name,
            email,
            phone: phoneIs.better ? better : phoneIs.other ? other : '',
            title,
          },
        };
      });
      const headers = meanings.flatMap(({ headers }) => headers);
      const cell = (text: string): string =>
        /[",;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      const line = (cells: readonly string[]): string => order.map((at) => cell(cells[at]!)).join(delimiter);
      const text = [...above, line(headers), ...rows.map(({ cells }) => line(cells)), ...below, '']
        .map((each) => each + lineEnd)
        .join('');

      const single = encodingNames.find((name) => name === encoding);
      const { header, rows: read } = await readAllAs(
        single ? { encoding: single } : {},
        bytesIn(encoding, text),
      );

      expect(header.line).toBe(above.length + 1);
      const good = read.filter(({ problems }) => problems.length === 0);
      expect(
        good.map(({ line: at, cells }) => ({
          at,
          ...Object.fromEntries(meanings.map(({ column }) => [column, cells[indexOf(column)]])),
        })),
      ).toEqual(rows.map(({ expected }, i) => ({ at: above.length + 2 + i, ...expected })));
      // Lines of dashes say nothing; the others below the table are listed.
      const junk = below.filter((each) => each !== '' && each !== '-----').length;
      expect(header.oddRows?.rows ?? 0).toBe(junk);
      expect(header.skippedRows?.rows ?? 0).toBe(below.filter((each) => each === '-----').length);
      const differing = header.ignored.find(({ header }) => header === 'Business Phone')?.differs ?? 0;
      expect(differing).toBe(twins.filter(({ better, other }) => better && other).length);
    }),
    { numRuns: runs(500), seed: seed() },
  );
  expect(withTwins).toBeGreaterThan(100);
});

function bytesIn(encoding: 'utf8' | 'bom' | 'utf16' | EncodingName, text: string): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'bom') return Buffer.from(`\uFEFF${text}`);
  if (encoding === 'utf16') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return encoded(encoding, text);
}
