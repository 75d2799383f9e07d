// Values as people and programs write them: what is read from each, and what is a problem.
import { expect, test } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { problemsOf, readAll } from './reading.ts';

/** The filled cells of each row, by column. */
async function valuesOf(text: string): Promise<Record<string, string>[]> {
  const { rows } = await readAll(text);
  return rows.map(({ cells, marks }) => {
    const damaged = new Set<string>(marks?.flatMap(({ column, damage }) => (damage ? [column] : [])));
    const entries = columnNames.flatMap((name, i) =>
      cells[i] && !damaged.has(name) ? [[name, cells[i]] as const] : [],
    );
    return Object.fromEntries(entries);
  });
}

/** The damaged cells of each row: kinds by column. */
async function damageOf(text: string): Promise<Record<string, string>[]> {
  const { rows } = await readAll(text);
  return rows.map(({ marks }) =>
    Object.fromEntries(
      marks?.flatMap(({ column, damage }) => (damage ? [[column, damage] as const] : [])) ?? [],
    ),
  );
}

test('whitespace and invisible characters around a value are not part of it; inner spaces are', async () => {
  expect(
    await valuesOf(
      'Name,Title,City,Phone\n  Ada   Byron  ,\tAnalyst,\u00a0Oslo\u200b,\u2003 5550100\u00a0\n\u200b,\u00a0,x,\n',
    ),
  ).toEqual([{ name: 'Ada   Byron', title: 'Analyst', city: 'Oslo', phone: '5550100' }, { city: 'x' }]);
});

test('text is read in NFC', async () => {
  expect(await valuesOf(`name,city\n${'Chloé'.normalize('NFD')},${'Köln'.normalize('NFD')}\n`)).toEqual([
    { name: 'Chloé', city: 'Köln' },
  ]);
});

test('quotes that a naive writer left around a cell are not part of the value', async () => {
  expect(
    await valuesOf(
      '"Name", "Email", "City"\n"Ada Byron", "ab@example.com", "Oslo"\n"Hope, Bob", "bh@example.com", "Rome"\n',
    ),
  ).toEqual([
    { name: 'Ada Byron', email: 'ab@example.com', city: 'Oslo' },
    { name: 'Hope, Bob', email: 'bh@example.com', city: 'Rome' },
  ]);
  expect(
    await valuesOf('name,title,city\nAda, "Head, IT", "Oslo"\n“Bob”,„Koch“,\'Rom\'\nCy,‘Cook’,\'+1\'\n'),
  ).toEqual([
    { name: 'Ada', title: 'Head, IT', city: 'Oslo' },
    { name: 'Bob', title: 'Koch', city: 'Rom' },
    { name: 'Cy', title: 'Cook', city: '+1' },
  ]);
  expect(
    await valuesOf('“Name”,“Title”,“City”\n“Hope, Bob”,“Clerk”,“Rome”\n“Ada Byron”,“Head of IT”,“Oslo”\n'),
  ).toEqual([
    { name: 'Hope, Bob', title: 'Clerk', city: 'Rome' },
    { name: 'Ada Byron', title: 'Head of IT', city: 'Oslo' },
  ]);
});

test('quotes that belong to a value stay', async () => {
  const rows = ["'t Hooft,the “Bobby” Hope", "O'Neil,“a” and “b”", '"""Bobby""",5" pipe'];
  expect(await valuesOf(`name,title\n${rows.join('\n')}\n`)).toEqual([
    { name: "'t Hooft", title: 'the “Bobby” Hope' },
    { name: "O'Neil", title: '“a” and “b”' },
    { name: '"Bobby"', title: '5" pipe' },
  ]);
});

test('="02134" is 02134', async () => {
  expect(
    await valuesOf('Name,Phone,Zip\nAda,="0475123456",="02134"\n"Bob","=""0475999999""","=""00501"""\n'),
  ).toEqual([
    { name: 'Ada', phone: '0475123456', zip: '02134' },
    { name: 'Bob', phone: '0475999999', zip: '00501' },
  ]);
});

test.each([
  ['Ada Byron <ab@example.com>', 'ab@example.com'],
  ['mailto:bh@example.com', 'bh@example.com'],
  ['mailto:bh@example.com?subject=Hi', 'bh@example.com'],
  ['<cy@example.com>', 'cy@example.com'],
  ['SMTP:gi@example.com', 'gi@example.com'],
  ['"""li"" <li@example.com>"', 'li@example.com'],
  ['"Byron, Ada <ab@example.com>"', 'ab@example.com'],
  ['ka@exämple.de', 'ka@exämple.de'],
  ['MO@EXAMPLE.COM', 'MO@EXAMPLE.COM'],
  ['no_EXT_#EXT#@acme.onmicrosoft.com', 'no_EXT_#EXT#@acme.onmicrosoft.com'],
  ['ab@example.com\u200b', 'ab@example.com'],
  ['\u200bbh@example.com', 'bh@example.com'],
  ['\u202acd@example.com\u202c', 'cd@example.com'],
])('the address in %j is %s', async (written, email) => {
  expect(await valuesOf(`name,email\nAda,${written}\n`)).toEqual([{ name: 'Ada', email }]);
});

test.each([
  '"a@x.example, b@x.example"',
  'a@x.example;b@x.example',
  'a@x.example ::: b@x.example',
  '"A <a@x.example>, B <b@x.example>"',
  'a@x.example / b@x.example',
])('of the addresses in %s the first is read, and marked', async (written) => {
  const { rows } = await readAll(`name,email\nAda,${written}\n`);
  expect(rows[0]?.cells[4]).toBe('a@x.example');
  expect(rows[0]?.marks).toMatchObject([{ column: 'email', hasMore: true }]);
});

test('an email that is not valid is a problem that says what to write', async () => {
  const emails = [
    'ho@example.com.',
    'iv (at) example.com',
    'jo@localhost',
    'di@exam\u00adple.com',
    'ada at example dot com',
    'nope',
  ];
  expect(await problemsOf(`name,email\n${emails.map((email) => `Ada,${email}`).join('\n')}\n`)).toEqual([
    'line 2 email "ho@example.com." is not a valid address: write ho@example.com',
    'line 3 email "iv (at) example.com" is not a valid address: write iv@example.com',
    'line 4 email "jo@localhost" is not a valid address: write the whole domain after the @, such as jo@example.com',
    'line 5 email "di@exam[U+00AD]ple.com" contains an invisible character (U+00AD): write di@example.com',
    'line 6 email "ada at example dot com" is not a valid address: write ada@example.com',
    'line 7 email "nope" is not a valid address',
  ]);
});

test('yes and no are read in eight languages', async () => {
  const pairs = [
    ['yes', 'no'],
    ['Y', 'N'],
    ['TRUE', 'FALSE'],
    ['t', 'f'],
    ['1', '0'],
    ['On', 'Off'],
    ['Ja', 'Nein'],
    ['Oui', 'Non'],
    ['Sí', 'No'],
    ['Si', 'No'],
    ['Sì', 'No'],
    ['ja', 'nee'],
    ['Sim', 'Não'],
    ['tak', 'nie'],
    ['VRAI', 'FAUX'],
  ];
  const lines = pairs.map(([yes, no]) => `Ada,${yes}\u00a0,${no!.normalize('NFD')}`);
  const values = await valuesOf(`name,notification_billing,notification_reports\n${lines.join('\n')}\n`);
  expect(values).toEqual(
    pairs.map(() => ({ name: 'Ada', notification_billing: 'true', notification_reports: 'false' })),
  );
});

test('what is neither yes nor no is a problem that says which words are', async () => {
  for (const word of ['✓', 'x', 'Enabled', '1.0', '-1', 'no thanks']) {
    const [problem] = await problemsOf(`name,notification_billing\nAda,${word}\n`);
    expect(problem).toContain(
      `notification_billing "${word}" is neither yes nor no: write true or false, yes or no`,
    );
    expect(problem).toContain('ja/nein, oui/non, sí/no');
  }
});

test.each(
  '#N/A #REF! #VALUE! #NAME? #DIV/0! #NUM! #NULL! #SPILL! #NV #BEZUG! #WERT! #ZAHL! #NOMBRE! #¿NOMBRE? #¡REF! #VALEUR! #NOM? #RIF! #N/D #VERW! #ADR! #ARG! ######## Err:502'.split(
    ' ',
  ),
)('%s is a spreadsheet error, in every column', async (error) => {
  expect(
    await damageOf(
      `name,email,phone,notes,vendor_id,notification_billing\nAda${`,${error}`}${`,${error}`.repeat(4)}\n`,
    ),
  ).toEqual([
    { email: 'error', phone: 'error', notes: 'error', vendor_id: 'error', notification_billing: 'error' },
  ]);
  expect(await problemsOf(`name,email,vendor_id\nAda,${error},${error}\n`)).toEqual([]);
});

test.each(['NULL', 'null', '(null)', '\\N', 'nan', 'NaN', 'undefined', 'N/A', 'n/a'])(
  '%s is what a program writes for no value',
  async (word) => {
    expect(await damageOf(`name,title,email,vendor_id\nAda,${word},${word},${word}\n`)).toEqual([
      { title: 'no value', email: 'no value', vendor_id: 'no value' },
    ]);
  },
);

test('a name that looks like no value is listed, not lost; a word inside a text is text', async () => {
  expect(await damageOf('name\nNull\nJo Null\nNan\nNadia\n')).toEqual([{ name: 'no value' }, {}, {}, {}]);
  expect(await damageOf('first name,last name\nJo,Null\nAda,Byron\n')).toEqual([{ name: 'no value' }, {}]);
});

test('numbers and dates that a program made of a phone number, an extension, or a zip are damage', async () => {
  expect(
    await damageOf(
      'phone,extension,mobile,zip\n15550100199.0,4-Mar,1.55501E+10,"2,134"\n"1,55501E+10",Mar-45,49.0,2/1/2026\n',
    ),
  ).toEqual([
    { phone: 'number', extension: 'date', mobile: 'scientific', zip: 'number' },
    { phone: 'scientific', extension: 'date', mobile: 'number', zip: 'date' },
  ]);
});

test('ordinary phone numbers, extensions, and zips are no damage', async () => {
  const phones = [
    '+49 30 123',
    '657.325.3258 x330',
    '555.010.0199',
    '(555) 010-0199',
    '01.02.03.04.05',
    '123.456.789',
    '0475123456',
    '2E10',
    '15550100001',
  ];
  const zips = [
    '00501',
    '2134',
    'SW1A 1AA',
    'M5V 3L9',
    '1234 AB',
    '02134-1234',
    '1E5',
    '01310-100',
    'EC1A',
    '34',
  ];
  expect(await damageOf(`phone,title\n${phones.join(',x\n')},x\n`)).toEqual(phones.map(() => ({})));
  expect(await damageOf(`zip,extension\n${zips.join(',x330\n')},3-4\n`)).toEqual(zips.map(() => ({})));
  expect(await damageOf('name,title\n1.5,4-Mar\n')).toEqual([{}]);
});

test.each([
  'ChloÃ©',
  'JosÃ© NÃºÃ±ez',
  'BogotÃ¡',
  'Chlo√©',
  'ChloĂ©',
  'Jos�',
  'Ð˜Ð²Ð°Ð½',
  'Itâ€™s',
  'æ—¥æœ¬',
  'MÃ¼ller – Köln',
  'ðŸ‘\u008d',
  'Å\u0081ukasz',
])('the letters of %s are garbled', async (text) =>
  expect(await damageOf(`title\n${text}\n`)).toEqual([{ title: 'encoding' }]),
);

test.each([
  'Chloé',
  'SÃO PAULO',
  '“IRMÃ”',
  'Zoë',
  'Łukasz',
  'Иван',
  '山田',
  'é',
  'Ärzte „Ä“',
  'Malmö – Århus',
  '√2',
  'Ä',
  'ß',
  '5 µm × 3°',
  'naïve «café»',
  'İstanbul',
  '👍',
  'AT&T; R&D',
  'Smith & Sons',
  'a&b;c',
])('the letters of %s are right', async (text) => expect(await damageOf(`title\n${text}\n`)).toEqual([{}]));

test.each(['Sin&eacute;ad', 'O&#39;Brien', 'D&uuml;sseldorf', 'Smith &amp; Sons', 'a&nbsp;b', '&#x27;'])(
  'the HTML in %s is damage',
  async (text) => expect(await damageOf(`title\n${text}\n`)).toEqual([{ title: 'entity' }]),
);

test('an id that is not a value is a problem: the row must not create someone', async () => {
  expect(await problemsOf('contact_id,name\n#N/A,Ada\nNULL,Bob\n')).toHaveLength(2);
});
