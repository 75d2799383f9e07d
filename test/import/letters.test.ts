// The first guess about the encoding of short contact lists, as people of many countries have them, and what is said of it.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { EncodingName } from '../../src/model/read-as.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { encoded } from './encoded.ts';
import { type Piece, readAll, readAllAs, readCells } from './reading.ts';

const lists: readonly (readonly [EncodingName, string, string])[] = [
  [
    'Windows-1252',
    'German',
    'name;email;city\r\nJürgen Müller;jm@example.com;Köln\r\nAnna Schmidt;as@example.com;Berlin\r\nKarl Groß;kg@x.de;Düsseldorf\r\n',
  ],
  ['Windows-1252', 'German few', 'name;city\r\nAnna Schmidt;Berlin\r\nPeter Meier;München\r\n'],
  ['Windows-1252', 'German caps', 'name;city\r\nANNA MÜLLER;KÖLN\r\nPETER GROß;MÜNCHEN\r\n'],
  [
    'Windows-1252',
    'French',
    'name;city\r\nRené Lefèvre;Besançon\r\nZoé Gaël;Orléans\r\nBenoît Côté;Nîmes\r\n',
  ],
  ['Windows-1252', 'French few', 'name,city\r\nRenée Dubois,Paris\r\n'],
  [
    'Windows-1252',
    'Spanish',
    'name,city\r\nJosé Núñez,Málaga\r\nÁngel Ibáñez,A Coruña\r\nMaría Gómez,Bogotá\r\n',
  ],
  ['Windows-1252', 'Portuguese', 'name,city\r\nJoão Simões,São Paulo\r\nConceição Gonçalves,Brasília\r\n'],
  ['Windows-1252', 'Italian', 'name,city\r\nNome,Città\r\nNicolò Pietà,Forlì\r\nGiosuè,Cantù\r\n'],
  ['Windows-1252', 'Danish', 'name;city\r\nSøren Kjær;Århus\r\nÆgir Østergård;Tårnby\r\n'],
  ['Windows-1252', 'Swedish', 'name;city\r\nÅsa Sjöberg;Malmö\r\nGöran Lindström;Växjö\r\n'],
  [
    'Windows-1252',
    'Icelandic',
    'name;city\r\nJón Sigurðsson;Reykjavík\r\nÞóra Guðmundsdóttir;Höfn\r\nBjörk;Selfoss\r\n',
  ],
  ['Windows-1252', 'English quotes', 'name,city\r\nPat O’Brien,“call first” – then e-mail\r\n'],
  ['Windows-1252', 'one quote', 'name,city\r\nPat O’Brien,call\r\n'],
  ['Windows-1252', 'euro', 'name,city\r\nPat,pays €50\r\n'],
  [
    'Windows-1252',
    'mixed',
    'name,city\r\nJürgen Müller,Köln\r\nJosé Núñez,Málaga\r\nSøren Kjær,Århus\r\nRené,Orléans\r\n',
  ],
  ['Macintosh', 'Mac German', 'name;city\rJürgen Müller;Köln\rZoë Nuñez;A Coruña\r'],
  ['Macintosh', 'Mac French', 'name;city\rRené Lefèvre;Besançon\rZoé;Orléans\r'],
  ['Macintosh', 'Mac Spanish', 'name;city\rJosé Núñez;Málaga\rÁngel;Bogotá\r'],
  ['Macintosh', 'Mac Swedish', 'name;city\rÅsa Sjöberg;Malmö\r'],
  [
    'Windows-1250',
    'Czech',
    'name;email;city\r\nJiří Dvořák;jd@example.com;Plzeň\r\nŠárka Čapková;sc@example.com;Děčín\r\n',
  ],
  ['Windows-1250', 'Czech few', 'name;city\r\nJan Novák;Praha\r\nJiří Svoboda;Brno\r\n'],
  [
    'Windows-1250',
    'Polish',
    'name;city\r\nPaweł Wiśniewski;Kraków\r\nMałgorzata Dąbrowska;Łódź\r\nJędrzej Żak;Gdańsk\r\n',
  ],
  ['Windows-1250', 'Polish caps', 'name;city\r\nFIRMA SPÓŁKA;ŁÓDŹ\r\nPAWEŁ;GDAŃSK\r\n'],
  ['Windows-1250', 'Polish few', 'name;city\r\nPaweł Nowak;Warszawa\r\n'],
  [
    'Windows-1250',
    'Hungarian',
    'name;city\r\nNév;Város\r\nErdős László;Győr\r\nNagy Ödön;Budapest\r\nSzűcs Béla;Pécs\r\n',
  ],
  ['Windows-1250', 'Slovak', 'name;city\r\nĽudovít Štúr;Košice\r\nJozef Kováč;Žilina\r\n'],
  ['Windows-1250', 'Croatian', 'name;city\r\nIvan Horvatić;Šibenik\r\nMarija Đurić;Čakovec\r\n'],
  ['Windows-1250', 'Romanian', 'name;city\r\nIon Ţurcanu;Timişoara\r\nŞtefan Bălan;Iaşi\r\n'],
  [
    'ISO-8859-2',
    'Polish ISO',
    'name;city\r\nPaweł Wiśniewski;Kraków\r\nMałgorzata Dąbrowska;Łódź\r\nJędrzej Żak;Gdańsk\r\n',
  ],
  ['ISO-8859-2', 'Czech ISO', 'name;city\r\nJiří Dvořák;Plzeň\r\nŠárka Čapková;Děčín\r\nLukáš;Žatec\r\n'],
  ['Windows-1251', 'Russian', 'name;email;city\r\nИван Петров;ip@example.com;Москва\r\n'],
  ['Windows-1251', 'Russian 2', 'name;city\r\nИмя;Город\r\nОльга Сидорова;Тверь\r\nПётр Щукин;Сочи\r\n'],
  ['Windows-1251', 'Ukrainian', 'name;city\r\nОлена Кіровоград;Київ\r\nЮрій Їжак;Львів\r\n'],
  ['Windows-1251', 'Bulgarian', 'name;city\r\nГеорги Иванов;София\r\nПетя Димитрова;Пловдив\r\n'],
  ['Windows-1251', 'Serbian', 'name;city\r\nЈован Ђорђевић;Ниш\r\nЉиљана;Београд\r\n'],
  ['Windows-1251', 'Russian caps', 'name;city\r\nИВАН ПЕТРОВ;МОСКВА\r\n'],
  ['KOI8-U', 'KOI8', 'name;city\r\nИван Петров;Москва\r\nОльга Сидорова;Тверь\r\n'],
  ['Windows-1253', 'Greek', 'name;city\r\nΓιώργος Παπαδόπουλος;Αθήνα\r\nΜαρία Ιωάννου;Θεσσαλονίκη\r\n'],
  ['Windows-1253', 'Greek few', 'name;city\r\nΓιώργος;Πάτρα\r\n'],
  [
    'Windows-1254',
    'Turkish',
    'name;email;city\r\nİpek Yıldız;iy@example.com;Muğla\r\nGüneş Şahin;gs@example.com;Kuşadası\r\n',
  ],
  ['Windows-1254', 'Turkish few', 'name;city\r\nAyşe Yılmaz;Ankara\r\nMehmet Çağlar;Izmir\r\n'],
  [
    'Windows-1257',
    'Lithuanian',
    'name;city\r\nŽydrūnas Šimkūnas;Kėdainiai\r\nRūta Jankauskienė;Panevėžys\r\nJonas Ąžuolas;Šiauliai\r\n',
  ],
  ['Windows-1257', 'Latvian', 'name;city\r\nJānis Bērziņš;Rīga\r\nĒriks Kalniņš;Liepāja\r\n'],
  ['Windows-1257', 'Estonian', 'name;city\r\nJüri Õunapuu;Pärnu\r\nÜlo Šokk;Võru\r\n'],
  [
    'Shift_JIS',
    'Japanese',
    'name,city\r\n氏名,市\r\n田中 太郎,東京\r\n鈴木 花子,大阪市\r\nサトウ,よこはま\r\n',
  ],
  ['Shift_JIS', 'Japanese few', 'name,city\r\n田中太郎,東京都\r\n'],
  ['Shift_JIS', 'Japanese halfwidth', 'name,city\r\n田中太郎,ﾀﾅｶ ﾀﾛｳ\r\n'],
  ['EUC-JP', 'Japanese EUC', 'name,city\r\n氏名,市\r\n田中 太郎,よこはま\r\n鈴木 花子,サトウ\r\n'],
  ['GB18030', 'Chinese', 'name,city\r\n姓名,城市\r\n张伟,北京\r\n王芳,上海\r\n李娜,深圳\r\n'],
  ['GB18030', 'Chinese few', 'name,city\r\n张伟,北京\r\n李娜,杭州\r\n'],
  ['Big5', 'Chinese trad', 'name,city\r\n姓名,城市\r\n陳怡君,台北\r\n林志明,高雄\r\n張家豪,新竹\r\n'],
  ['Big5', 'Chinese trad few', 'name,city\r\n陳怡君,台北\r\n林志明,高雄\r\n'],
  ['EUC-KR', 'Korean', 'name,city\r\n이름,도시\r\n김철수,서울\r\n이영희,부산\r\n박민준,대구\r\n'],
  ['EUC-KR', 'Korean few', 'name,city\r\n김철수,서울\r\n'],
  ['Windows-1252', 'German with symbols', 'name;city;notes\r\nSchmidt;Köln;50 % – µ, ² und 5 °C\r\n'],
  ['Windows-1252', 'German, one umlaut', 'name;city\r\nMax Mustermann;Nürnberg\r\n'],
  ['Windows-1252', 'German, one capital', 'name;city\r\nMAX;NÜRNBERG\r\n'],
  [
    'Windows-1252',
    'French addresses',
    'name;address1;notes\r\nDupont;12, rue de l’Église;n° 5, cœur de ville\r\nLéa;Bd Saint-Michel;à rappeler\r\n',
  ],
  ['Windows-1252', 'French capitals', 'name;city\r\nDUPONT;ORLÉANS\r\nLEFÈVRE;NÎMES\r\n'],
  [
    'Windows-1252',
    'Spanish addresses',
    'name;address1;notes\r\nPeña;C/ Mayor Nº 3, 1ª;¿Qué? ¡Sí!\r\nMuñoz;Avda. España;x\r\n',
  ],
  [
    'Windows-1252',
    'Portuguese addresses',
    'name;address1\r\nInês;Av. São João, 5º andar\r\nAntônio Araújo;Maranhão\r\n',
  ],
  ['Windows-1252', 'Dutch', 'name;city\r\nJoëlle van der Meer;’s-Hertogenbosch\r\nReneé;Curaçao\r\n'],
  ['Windows-1252', 'Finnish', 'name;city\r\nVäinö Hämäläinen;Jyväskylä\r\n'],
  ['Windows-1252', 'Norwegian', 'name;city\r\nPål Bjørnstad;Tromsø\r\n'],
  ['Windows-1252', 'a pound', 'name;notes\r\nPat Smith;owes £50\r\n'],
  ['Windows-1252', 'dashes and quotes', 'name;notes\r\nPat Smith;9–5, “ask Bob”\r\n'],
  ['Windows-1252', 'a trademark', 'name;notes\r\nPat Smith;Acme® GmbH\r\n'],
  ['Windows-1252', 'Swiss', 'name;city\r\nUrs Zürcher;Müller & Söhne AG\r\nCéline Blanc;Genève\r\n'],
  [
    'Windows-1252',
    'a few accents',
    'name;city\r\nAda Byron;London\r\nZoë Kravitz;Los Angeles\r\nBeyoncé;Houston\r\n',
  ],
  ['Windows-1252', 'a no-break space', 'name;city\r\nAda Byron;London\u00a0UK\r\n'],
  ['Macintosh', 'quotes on a Mac', 'name;notes\rPat O’Brien;say “hi” first\r'],
  ['Macintosh', 'German with LF on a Mac', 'name;city\nJürgen Müller;Köln\nÖzlem;Düsseldorf\n'],
  ['Macintosh', 'French with LF on a Mac', 'name;city\nRené Lefèvre;Besançon\nÉlodie;Nîmes\n'],
  ['Macintosh', 'Portuguese on a Mac', 'name;city\rJoão Simões;São Paulo\rConceição;Brasília\r'],
  ['Macintosh', 'capitals on a Mac', 'name;city\rJÜRGEN MÜLLER;KÖLN\r'],
  ['Windows-1250', 'Czech capitals', 'name;city\r\nDVOŘÁK;PLZEŇ\r\nČAPEK;DĚČÍN\r\n'],
  ['Windows-1250', 'Polish, more', 'name;city\r\nŁukasz Żółć;Wrocław\r\nAgnieszka Wójcik;Poznań\r\n'],
  ['Windows-1250', 'Polish, two words', 'name;city\r\nJan;Gdańsk\r\nEwa;Łódź\r\n'],
  [
    'Windows-1250',
    'Hungarian, more',
    'name;city\r\nKovács Győző;Székesfehérvár\r\nTóth Ilona;Hódmezővásárhely\r\n',
  ],
  ['Windows-1250', 'Slovenian', 'name;city\r\nŽiga Košir;Škofja Loka\r\nAleš Črnič;Kočevje\r\n'],
  [
    'Windows-1250',
    'German, Czech, and Polish',
    'name;city\r\nJürgen Müller;Graz\r\nJiří Novák;Brno\r\nŁukasz Kowalski;Łódź\r\n',
  ],
  ['ISO-8859-2', 'Hungarian ISO', 'name;city\r\nErdős László;Győr\r\nSzűcs Béla;Pécs\r\n'],
  ['Windows-1251', 'Russian companies', 'name;notes\r\nAnna;ООО Ромашка\r\nBob;ЗАО Связь\r\n'],
  ['KOI8-U', 'Ukrainian KOI8', 'name;city\r\nЄвген Їжак;Київ\r\nОлена;Львів\r\n'],
  ['Windows-1253', 'Greek capitals', 'name;city\r\nΓΕΩΡΓΙΟΣ;ΑΘΗΝΑ\r\nΜΑΡΙΑ;ΠΑΤΡΑ\r\n'],
  ['Windows-1254', 'Turkish capitals', 'name;city\r\nOĞUZ ÇELİK;İSTANBUL\r\n'],
  ['Windows-1254', 'Turkish, more', 'name;city\r\nOğuz Çelik;İstanbul\r\nZeynep Öztürk;Diyarbakır\r\n'],
  ['Windows-1257', 'Lithuanian, more', 'name;city\r\nGintarė Kazlauskaitė;Klaipėda\r\nŠarūnas;Kaunas\r\n'],
  ['Windows-1257', 'Latvian, more', 'name;city\r\nLīga Ozoliņa;Daugavpils\r\nKārlis Bērziņš;Rīga\r\n'],
  ['Shift_JIS', 'Japanese companies', 'name,notes\r\n山田 一郎,株式会社アクメ\r\n佐藤 美咲,ソフトバンク\r\n'],
  ['GB18030', 'Chinese, more', 'name,notes\r\n赵敏,销售部\r\n周杰伦,技术部\r\n刘德华,人力资源部\r\n'],
  ['Big5', 'Taiwanese, more', 'name,notes\r\n黃小明,業務部\r\n李美玲,人事部\r\n'],
  ['EUC-KR', 'Korean, more', 'name,notes\r\n최지우,영업부\r\n강동원,개발팀\r\n'],
];

/** The filled cells below the header, sorted, since rows have the columns in another order. */
function cellsIn(text: string): string[][] {
  const [header = '', ...lines] = text.split(/[\r\n]+/).filter((line) => line !== '');
  const delimiter = header.includes(';') ? ';' : ',';
  return lines.map((line) =>
    line
      .split(delimiter)
      .filter((cell) => cell !== '')
      .sort(),
  );
}

const cellsOf = ({ cells }: CheckedRow): string[] =>
  cells.filter((cell): cell is string => typeof cell === 'string' && cell !== '').sort();

describe('a list of people is read right without a choice', () => {
  test.each(lists)('%s: %s', async (encoding, _, text) => {
    const { rows, letters } = await readAll(encoded(encoding, text));
    expect(rows.map(cellsOf)).toEqual(cellsIn(text));
    expect(letters?.sample.length).toBeGreaterThan(0);
  });
});

test.each(lists)(
  'what is read as something else can be read as chosen: %s, %s',
  async (encoding, _, text) => {
    for (const size of [1, 3, 100_000]) {
      const bytes = encoded(encoding, text);
      const pieces: Piece[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      const { rows, dialect } = await readAllAs({ encoding }, ...pieces);
      expect(dialect.encoding).toBe(encoding);
      expect(rows.map(cellsOf)).toEqual(cellsIn(text));
    }
  },
);

test('the first letters decide, however late they come', async () => {
  const ascii = 'Ana,Rome\r\n'.repeat(20_000);
  const { rows, letters } = await readAll(
    `name,city\r\n${ascii}`,
    encoded('Windows-1250', 'Jiří Dvořák,Plzeň\r\n'),
  );
  expect(rows.at(-1)?.cells[2]).toBe('Jiří Dvořák');
  expect(letters).toEqual({ encoding: 'Windows-1250', sample: ['Jiří Dvořák', 'Plzeň'], changesAt: null });
});

test('Unicode needs no report', async () => {
  expect((await readAll('name\nChloé\n')).letters).toBeNull();
  expect((await readAll('name\nAna\n')).letters).toBeNull();
});

test('the sample has cells with letters first, each once, and at most four', async () => {
  const text = `name,city,notes\n${['€5', 'Zoë', 'Zoë', 'José', '–', 'Núñez', 'Ødegård', 'Müller'].join(',x,\n')}`;
  const { letters } = await readAll(encoded('Windows-1252', text));
  expect(letters?.sample).toEqual(['Zoë', 'José', 'Núñez', 'Ødegård']);
  expect((await readAll(encoded('Windows-1252', 'name,notes\nPat,€5\n'))).letters?.sample).toEqual(['€5']);
});

describe('a file of two encodings', () => {
  const two = (first: Piece, second: Piece) => readAll('name,email\nAnn,a@x.com\n', first, second);

  test('is read line by line, and the line where the encoding changes is known', async () => {
    const { rows, letters } = await two(
      encoded('Windows-1252', 'René,r@x.com\n'),
      'Zoë,z@x.com\nBob,b@x.com\n',
    );
    expect(rows.map(({ cells }) => cells[2])).toEqual(['Ann', 'René', 'Zoë', 'Bob']);
    expect(letters).toEqual({ encoding: 'Windows-1252', sample: ['René', 'Zoë'], changesAt: 4 });
  });

  test('however long the first part is, and whichever line ends it has', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const first = `name${end}${`René${end}`.repeat(30_000)}`;
      const { rows, letters } = await readAll(encoded('Windows-1252', first), `Zoë${end}`);
      expect(rows.at(-1)?.cells[2]).toBe('Zoë');
      expect(letters).toMatchObject({ sample: ['René', 'Zoë'], changesAt: 30_002 });
    }
  });

  test('is not suspected where letters look like UTF-8 by chance', async () => {
    const polish = 'name,city\nPaweł Wiśniewski,Gdańsk\nSPÓŁKA,Warszawa\nMałgorzata,Kraków\n';
    const { rows, letters } = await readAll(encoded('Windows-1250', polish));
    expect(rows.map(({ cells }) => cells[2])).toEqual(['Paweł Wiśniewski', 'SPÓŁKA', 'Małgorzata']);
    expect(letters).toMatchObject({ encoding: 'Windows-1250', changesAt: null });
  });
});

describe('the files of others', () => {
  const cells = async (name: string) => readCells(await readFile(`test/fixtures/encodings/${name}`));

  test.each([
    ['lide.csv', 'Jiří Dvořák', 'Šárka Čapková'],
    ['sotrudniki.csv', 'Иван Петров'],
    ['liste.csv', 'İpek Yıldız', 'Güneş Şahin'],
    ['staff-mac.csv', 'Jürgen Müller', 'Zoë Nuñez'],
    ['late.csv', 'Ann', 'René', 'Zoë'],
  ])('%s', async (name, ...names) => {
    expect((await cells(name)).map(([first]) => first)).toEqual(names);
  });
});
