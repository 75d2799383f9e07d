import { describe, expect, test } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { expectBadFile, readAll } from './reading.ts';

const columnsOf = async (header: string): Promise<(string | null)[]> => [
  ...(await readAll(`${header}\nx\n`)).header.columns,
];
/** Without the index of each column. */
const ignoredOf = async (header: string, ...rows: string[]) =>
  (
    await readAll([header, ...(rows.length > 0 ? rows : [header.replace(/[^,]+/g, 'x')]), ''].join('\n'))
  ).header.ignored.map(({ at: _, ...column }) => column);

test.each([
  'customer_id',
  'CUSTOMER_ID',
  'Customer ID',
  'customer-id',
  ' customerId ',
  '\uFEFFcustomer_id',
  '"Customer_Id"',
])('the header %j means customer_id', async (header) => {
  expect(await columnsOf(`${header},name`)).toEqual(['customer_id', 'name']);
});

test('columns can be missing and in any order', async () => {
  const { header, rows } = await readAll('zip,name,contact_id\n02134,Ana,7\n');
  expect(header.columns).toEqual(['zip', 'name', 'contact_id']);
  const filled = Object.fromEntries(columnNames.map((name, i) => [name, rows[0]?.cells[i]]));
  expect(filled).toMatchObject({
    zip: '02134',
    name: 'Ana',
    contact_id: '7',
    customer_id: null,
    email: null,
  });
});

describe('other names of columns, as programs write them', () => {
  test.each([
    [
      'Outlook',
      'First Name,Middle Name,Last Name,Job Title,E-mail Address,Business Phone,Mobile Phone,Business Street,Business Street 2,Business City,Business State,Business Postal Code,Notes',
      'name,name,name,title,email,phone,mobile,address1,address2,city,state,zip,notes',
    ],
    [
      'Google Contacts',
      'First Name,Middle Name,Last Name,Organization Title,Notes,E-mail 1 - Value,Phone 1 - Value,Address 1 - Street,Address 1 - Extended Address,Address 1 - City,Address 1 - Region,Address 1 - Postal Code',
      'name,name,name,title,notes,email,phone,address1,address2,city,state,zip',
    ],
    [
      'HubSpot',
      'First Name,Last Name,Email,Phone Number,Mobile Phone Number,Job Title,Street Address,City,State/Region,Postal Code',
      'name,name,email,phone,mobile,title,address1,city,state,zip',
    ],
    [
      'Salesforce',
      'Full Name,Title,Email,Phone,Mobile,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code',
      'name,title,email,phone,mobile,address1,city,state,zip',
    ],
    [
      'hand-made',
      'Organization_ID,End User ID,full name,e-mail,job title,zip code,Ext.,Cell Phone,Address,Comments',
      'customer_id,contact_id,name,email,title,zip,extension,mobile,address1,notes',
    ],
  ])('%s', async (_, header, columns) => {
    expect(await columnsOf(header)).toEqual(columns.split(','));
  });

  test('the name of a company is that of the organization, never its id', async () => {
    const { header, rows } = await readAll('Company,Name\n Acme Ltd ,Ana\n,Bob\n');
    expect(header.columns).toEqual([null, 'name']);
    expect(rows.map(({ organization }) => organization)).toEqual(['Acme Ltd', null]);
  });
});

test('first, middle, and last name are joined into the name', async () => {
  const { rows } = await readAll(
    'Last Name,Email,First Name,Middle Name\nNúñez,a@example.com, Ana ,M.\nCher,,,\n,b@example.com,,\n',
  );
  expect(rows.map((row) => row.cells[2])).toEqual(['Ana M. Núñez', 'Cher', null]);
  expect(rows.map((row) => row.isNamePartial)).toEqual([false, true, false]);
  expect(rows[0]?.uploaded).toEqual(['Núñez', 'a@example.com', ' Ana ', 'M.']);
});

test('name parts fill a name that is blank in its row', async () => {
  const { header, rows } = await readAll(
    'First Name,Name,Last Name\nAna,Ana M. Núñez,Núñez\nBob,,Hope\nCy,,\n',
  );
  expect(header.columns).toEqual(['name', 'name', 'name']);
  expect(rows.map((row) => row.cells[2])).toEqual(['Ana M. Núñez', 'Bob Hope', 'Cy']);
  expect(rows.map((row) => row.isNamePartial)).toEqual([false, false, true]);
});

test.each([
  ['Email,Email Address\nNULL,ada@x.example\n', 'ada@x.example'],
  ['Business Phone,Phone\n#REF!,555 010 0199\n', '555 010 0199'],
  ['Phone,Business Phone\n1.55501E+10,555 010 0199\n', '555 010 0199'],
  ['Name,First Name,Last Name\n#N/A,Ada,Byron\n', 'Ada Byron'],
  ['Full Name,Display Name\nJos\ufffd Li,José Li\n', 'José Li'],
])('a damaged cell does not hide a value in another column: %j', async (file, value) => {
  const { rows } = await readAll(file);
  expect(rows.map((row) => [row.cells.filter(Boolean), row.marks, row.isNamePartial])).toEqual([
    [[value], null, false],
  ]);
});

test('if no column has the value, the damage in the best one is listed', async () => {
  const { rows } = await readAll('Name,First Name,Last Name,Full Name\n#N/A,,,NULL\nNULL,#REF!,Byron,\n');
  expect(rows.map((row) => row.marks)).toEqual([
    [{ column: 'name', text: '#N/A', damage: 'error' }],
    [{ column: 'name', text: 'NULL', damage: 'no value' }],
  ]);
});

test.each([
  ['Name,Manager Email,Login\nA,m@x.example,a@x.example\nB,n@x.example,b@x.example\n', 2],
  ['Name,Created By,Identity\nA,m@x.example,a@x.example\nB,m@x.example,\n', 2],
  ['Name,Contact Owner Address,UPN\nA,m@x.example,a@x.example\n', 2],
  ['Name,Recovery address\nA,m@x.example\nB,n@x.example\n', -1],
  // Whatever it is called: one address for all, or fewer addresses than in another column.
  ['Name,Rep,Login\nA,m@x.example,a@x.example\nB,m@x.example,b@x.example\n', 2],
  ['Name,Rep,Login\nA,m@x.example,a@x.example\nB,m@x.example,b@x.example\nC,n@x.example,c@x.example\n', 2],
  ['Name,Rep\nA,m@x.example\nB,m@x.example\n', -1],
  ['Name,Login\nA,a@x.example\n', 1],
])("the addresses of others are not the end user's: %j", async (file, at) => {
  expect((await readAll(file)).header.columns.indexOf('email')).toBe(at);
});

test.each([
  ['Company,Name\n "Acme Ltd",Ada\n', 'Acme Ltd', null],
  ['Company,Name\n="Acme Ltd",Ada\n', 'Acme Ltd', null],
  ['Company,Name\n“Acme Ltd”,Ada\n', 'Acme Ltd', null],
  ["Company,Name\n'Acme Ltd',Ada\n", 'Acme Ltd', null],
  ['Company,Name\nNULL,Ada\n', null, null],
  ['Company,Name\nN/A,Ada\n', null, null],
  ['Company,Name\n#REF!,Ada\n', '#REF!', 'error'],
  ['Company,Name\nSmith &amp; Sons,Ada\n', 'Smith &amp; Sons', 'entity'],
  ['Company,Account\nM\ufffdller AG,Müller AG\n', 'Müller AG', null],
])('the name of an organization is read as any cell is: %j', async (file, name, damage) => {
  const { rows } = await readAll(file);
  const marks = damage && [{ column: 'organization', text: name, damage }];
  expect(rows).toMatchObject([{ organization: name, marks }]);
});

test.each([
  ['Name,First Name\nByron,Ada\nHope,Bob\n', ['Ada Byron', 'Bob Hope']],
  ['Vorname;Name\nAda;Byron\n', ['Ada Byron']],
  ['Nom;Prénom\nByron;Ada\n', ['Ada Byron']],
  ['Name,Surname\nAda,Byron\n', ['Ada Byron']],
  ['Display Name,First Name\nAda Byron,Ada\n', ['Ada Byron']],
  ['Name,Last Name\n"Byron, Ada",Byron\n', ['Byron, Ada']],
  // A part of a word is not a part of the name.
  ['Name;Vorname\nJohnson;John\nPeterson;Peter\n', ['John Johnson', 'Peter Peterson']],
  ['Name,First Name\nMartin,Martin\nPaul,Paul\n', ['Martin Martin', 'Paul Paul']],
  ['Name,First Name\nMary Ann Smith,Mary Ann\n', ['Mary Ann Smith']],
])(
  'a name next to one part alone is the other part, unless it contains that one: %j',
  async (file, names) => {
    expect((await readAll(file)).rows.map((row) => row.cells[2])).toEqual(names);
  },
);

test('an unknown column is ignored, and the nearest known column is suggested', async () => {
  expect(await ignoredOf('name,emial,Favourite Colour,custmer_id,Frist Name,notification_biling')).toEqual([
    { header: 'emial', nearest: 'email' },
    { header: 'custmer_id', nearest: 'customer_id' },
    { header: 'Frist Name', nearest: 'name' },
    { header: 'notification_biling', nearest: 'notification_billing' },
    { header: 'Favourite Colour' },
  ]);
});

test('a column without a name is ignored and named by its position', async () => {
  expect(await ignoredOf(',name, ,email')).toEqual([{ header: '(column 1)' }, { header: '(column 3)' }]);
});

test('a long ignored header is shortened', async () => {
  const [ignored] = await ignoredOf(`${'long '.repeat(1000)},name`);
  expect(ignored?.header).toBe(`${'long '.repeat(8).trim()}…`);
});

describe('of two columns with the same meaning, the better one that is filled wins in each row', () => {
  test.each([
    // The header, two rows, the values that are read, and the columns that are read only where the other one is blank.
    [
      'email,name,email',
      ['a@x.example,Ana,b@x.example', ',Bob,b@x.example'],
      ['a@x.example', 'b@x.example'],
      'email',
    ],
    [
      'E-mail address,name,email',
      ['a@x.example,Ana,b@x.example', 'a@x.example,Bob,'],
      ['b@x.example', 'a@x.example'],
      'E-mail address',
    ],
    [
      'User principal name,name,Mail',
      ['u@x.example,Ana,m@x.example', 'u@x.example,Bob,'],
      ['m@x.example', 'u@x.example'],
      'User principal name',
    ],
  ])('%s', async (header, people, emails, second) => {
    const { header: matched, rows } = await readAll([header, ...people, ''].join('\n'));
    expect(rows.map(({ cells }) => cells[4])).toEqual(emails);
    const first = matched.header.find(
      (_, at) => at !== matched.ignored[0]?.at && matched.columns[at] === 'email',
    );
    expect(matched.ignored).toEqual([
      {
        at: matched.header.lastIndexOf(second),
        header: second,
        readInstead: first,
        differs: 1,
        matters: true,
      },
    ]);
  });

  test('a job title beats a title, and salutations are not titles', async () => {
    const title = async (file: string) => (await readAll(file)).rows.map(({ cells }) => cells[3]);
    expect(await title('Job Title,Title,Name\nClerk,Mr,Ana\n,Ms,Bob\n')).toEqual(['Clerk', '']);
    expect(await title('Title,Name\nDr. med.,Ana\n')).toEqual(['Dr. med.']);
    expect(await title('Title,Name\nMrs.,Ana\nDr,Bob\n')).toEqual([null, null]);
    expect(await title('Anrede;Titel;Name\nFrau;Dr.;Ana\n')).toEqual([null]);
  });
});

test('an unknown column can be in the file twice', async () => {
  expect(await columnsOf('name,x,x')).toEqual(['name', null, null]);
});

test('a file without a known column is rejected with what it has and what is expected', async () => {
  const rejection = await expectBadFile('Ana Núñez;ana@example.com;1;2;3;4;5;6;7;8\nBob;bob@example.com\n');
  expect(rejection).toMatchObject({ code: 'no-header', line: 1 });
  expect(rejection.message).toMatchInlineSnapshot(
    `"its first row, on line 1, contains no known column name: "Ana Núñez;ana@example.com;1;2;3;4;5;6;7;…". Put the column names in the first row: customer_id, contact_id, name, title, email, … (\`/endusers template\` sends you a file with all of them)."`,
  );
});

test('a header with too many columns is rejected', async () => {
  expect(await expectBadFile(`name${',x'.repeat(1000)}\nAna\n`)).toMatchObject({ code: 'too-many-columns' });
});

test('the columns that a problem file adds are neither matched nor ignored', async () => {
  const { header } = await readAll('import_ref,problem,name\n,,Ana\n');
  expect(header.columns).toEqual([null, null, 'name']);
  expect(header.ignored).toEqual([]);
});

test('an error below the header tells which columns the file has', async () => {
  expect((await expectBadFile('contact_id,x,name\n7,y,"Ana\n')).columns).toEqual(['contact_id', 'name']);
});

test('a file with nothing but repeated headers and dashes is rejected, because it has no rows', async () => {
  expect((await expectBadFile('name,email\nname,email\n----,-----\n')).code).toBe('no-rows');
});
