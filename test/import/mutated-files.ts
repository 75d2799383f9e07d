// Files that no program would write: valid files of every dialect and encoding, then cut, flipped, filled with harmful
// pieces, and recombined. The same seed yields the same files.

import { encoded } from './encoded.ts';

export type Random = {
  /** A whole number below `limit`. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
};

/** Mulberry32: small, and random enough to choose bytes. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (values) => values[below(values.length)]! };
}

const tables: readonly (readonly (readonly string[])[])[] = [
  [
    ['customer_id', 'contact_id', 'name', 'email', 'phone', 'zip', 'notes', 'vendor_id', 'custom_fields'],
    ['1', '', 'Ana Núñez', 'ana@example.com', '+49 30 1', '02134', 'one\r\ntwo', '42', '{"Badge":"12"}'],
    ['1', '1', 'Bo "the" Li', 'bo@example.com', '0155', '00501', "'=1+1", '-7', '{"a":[1,{"b":null}]}'],
    ['1', '999', '', 'nope', '4-Mar', '1.5E+10', '=cmd()', '9007199254740993', '{"a":1,"a":2}'],
  ],
  [
    ['First Name', 'Last Name', 'E-mail Address', 'Job Title', 'Postal Code', 'unknown'],
    ['Chloé', 'Martin', 'chloe@example.com', 'CTO, acting', '1000', 'x'],
    ['Søren', 'Öz', 'soeren@example.com', '', '', ''],
  ],
  [
    ['customer_id', 'name', 'notification_billing', 'ticket_matching_emails', 'import_ref', 'problem'],
    ['1', 'Dee', 'Yes', 'a@x.example; b@x.example', '1-L2', 'email "nope" is not a valid address'],
    ['', '', '', '', '', ''],
    ['1', 'Eve', 'maybe', 'a@x.example,,', 'L2', '', 'one too many'],
  ],
];

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
  (text) => encoded('Macintosh', text),
  (text) => encoded('Windows-1254', text),
];

/** Returns a file as a program would write it. */
export function validFile({ below, pick }: Random): Buffer {
  const delimiter = pick([',', ';', '\t', '|']);
  const lineEnd = pick(['\r\n', '\n', '\r']);
  const quoteAll = below(2) === 0;
  const cell = (text: string): string =>
    quoteAll || /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const [header = [], ...rows] = pick(tables);
  const all = [header, ...rows, ...Array.from({ length: below(4) }, () => pick(rows))];
  const lines = all.map((row) => row.map(cell).join(delimiter) + lineEnd).join('');
  return pick(encodings)((below(6) === 0 ? `sep=${delimiter}${lineEnd}` : '') + lines);
}

const hurtful: readonly Buffer[] = [
  ...['"', '""', '"""', ',', ';', '\t', '|', '\r', '\n', '\r\n', '\0', "'", '=', ' ', '{', '[', '\\u0000'],
  ...[
    '\uFEFF',
    '\u202e',
    '\u200b',
    '\ufffd',
    '😀',
    '\u2028',
    'İ',
    '1e999',
    '-0',
    '٣',
    '<!--',
    '-->',
    '<html>',
  ],
  ...['sep=,', 'customer_id', 'contact_id', 'name', 'PK\u0003\u0004', '\u001f', '99999999999999999999', '.'],
]
  .map((text) => Buffer.from(text))
  .concat(
    [[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb], [0xd8, 0], [0, 0xdc], [0x81], [0xe9], [0xf0, 0x9f]].map(
      Buffer.from,
    ),
  );

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const range = (bytes: Buffer, { below }: Random, longest = bytes.length): [number, number] => {
  const from = below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + below(longest + 1))];
};

const put = (bytes: Buffer, at: number, ...what: readonly Buffer[]): Buffer =>
  Buffer.concat([bytes.subarray(0, at), ...what, bytes.subarray(at)]);

const mutations: readonly Mutation[] = [
  function flip(bytes, { below }) {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[below(flipped.length)]! ^= 1 << below(8);
    return flipped;
  },
  function cutEnd(bytes, { below }) {
    return bytes.subarray(0, below(bytes.length + 1));
  },
  function cutOut(bytes, random) {
    const [from, to] = range(bytes, random, 40);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function insert(bytes, { below, pick }) {
    return put(bytes, below(bytes.length + 1), pick(hurtful));
  },
  function insertMany(bytes, { below, pick }) {
    const piece = pick(hurtful);
    return put(bytes, below(bytes.length + 1), Buffer.alloc(piece.length * (1 + below(3_000)), piece));
  },
  function repeat(bytes, random) {
    const [from, to] = range(bytes, random, 200);
    const piece = bytes.subarray(from, to);
    return put(bytes, to, ...Array.from({ length: 1 + random.below(50) }, () => piece));
  },
  function splice(bytes, random) {
    const other = validFile(random);
    return Buffer.concat([
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length)),
    ]);
  },
  function exchange(bytes, random) {
    const changed = Buffer.from(bytes);
    const [from, to] = range(bytes, random, 40);
    changed.copyWithin(random.below(bytes.length + 1), from, to);
    return changed;
  },
  function noise(bytes, random) {
    const changed = Buffer.from(bytes);
    const [from, to] = range(bytes, random, 30);
    for (let at = from; at < to; at++) changed[at] = random.below(256);
    return changed;
  },
];

/** Returns a file with some mutations; one in twenty is pure noise. At most 300 kB. */
export function mutatedFile(random: Random): Buffer {
  if (random.below(20) === 0)
    return Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)));
  return mutated(validFile(random), random).subarray(0, 300_000);
}

/** The bytes with up to six mutations. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let left = random.below(7); left > 0; left--) changed = random.pick(mutations)(changed, random);
  return changed;
}
