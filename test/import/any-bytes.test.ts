import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { BadFileError } from '../../src/model/bad-file-error.ts';
import { columnNames } from '../../src/model/columns.ts';
import { encodingNames, type ReadAs } from '../../src/model/read-as.ts';
import { bytesOf } from './reading.ts';

/** Everything that the reader returns, including an error. */
async function outcome(bytes: Uint8Array, sizes: readonly number[], readAs: ReadAs = {}): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  try {
    const file = await readCsv(bytesOf(...pieces), { maxBytes: 10e6, readAs });
    const rows = [];
    for await (const batch of file.rows) rows.push(...batch);
    const letters = file.letters();
    return { header: file.header(), rows, digest: file.digest(), dialect: file.dialect(), letters };
  } catch (error) {
    if (!(error instanceof BadFileError)) throw error;
    expect(error.reason).not.toBe('');
    return { code: error.code, line: error.line, reason: error.reason };
  }
}

/** Half of the files are read as guessed. */
const readings: fc.Arbitrary<ReadAs> = fc.option(
  fc.constantFrom(...encodingNames).map((encoding) => ({ encoding })),
  { nil: {}, freq: 1 },
);

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

// Text that is likely to trigger every rule: delimiters, quotes, line ends, non-ASCII characters, marks, known headers.
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(',', ';', '\t', '|', '"', '""', '\r\n', '\n', '\r', "'", '=', ' '),
  },
  { weight: 2, arbitrary: fc.constantFrom(...columnNames, 'First Name', 'sep=;', 'import_ref') },
  { weight: 2, arbitrary: fc.constantFrom('é', '€', '日本', '👩‍💻', '\uFEFF', '\0') },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const messyText = fc.array(piece, { maxLength: 60 }).map((pieces) => `name,notes\n${pieces.join('')}`);
const messyBytes = fc.oneof(
  messyText.map((text) => Buffer.from(text)),
  messyText.map((text) => Buffer.from(text, 'latin1')),
  messyText.map((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

test('the result is the same however the bytes are cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(messyBytes, sizes, readings, async (bytes, cuts, readAs) => {
      expect(await outcome(bytes, cuts, readAs)).toEqual(await outcome(bytes, [], readAs));
    }),
    { numRuns: 400 },
  );
});

test('a file with any bytes changed is either read or rejected', async () => {
  const valid = Buffer.from(
    `\uFEFF${columnNames.join(',')}\r\n` +
      '12,,Ana Núñez,CTO,ana@example.com,0155,x330,+49 1,"1, Main St",,Rome,MA,02293,"one\r\ntwo",,,Yes,0,,42,"{""Badge"":""12""}"\r\n'.repeat(
        3,
      ),
  );
  const change = fc.tuple(
    fc.nat(valid.length - 1),
    fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 13, 34, 44)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 12 }),
      fc.nat(valid.length),
      async (changes, cut) => {
        const bytes = Buffer.from(valid.subarray(0, valid.length - (cut % 3 === 0 ? cut : 0)));
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        await outcome(bytes, [7]);
      },
    ),
    { numRuns: 400 },
  );
});
