// Distinguishes what spreadsheets do to values from what people do to them: the rule of each kind, with examples of both.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { DamageKind } from '../../src/model/plan.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();

type Pair = readonly [was: string, now: string];

async function damageOf(pairs: readonly Pair[]): Promise<(string | null)[]> {
  const rows = await db.execute<{ damage: string | null }>(sql`
    select spreadsheet_damage(pair ->> 0, pair ->> 1) as damage
    from jsonb_array_elements(${JSON.stringify(pairs)}::jsonb) with ordinality as pairs(pair, at) order by at`);
  return rows.map(({ damage }) => damage);
}

const damaged: Readonly<Partial<Record<DamageKind, readonly Pair[]>>> = {
  'leading zero': [
    ['02134', '2134'],
    ['00501', '501'],
    ['00', '0'],
    ['000', '0'],
    ['0049301234567', '49301234567'],
    ['007', '7'],
  ],
  plus: [
    ['+4930123', '4930123'],
    ['+15550100001', '15550100001'],
    ['+0049301', '49301'],
    ['+0', '0'],
  ],
  scientific: [
    ['15550100001', '1.55501E+10'],
    ['15550100001', '1,55501E+10'],
    ['15550100001', '2E+10'],
    ['+15550100001', '1.55501E+10'],
    ['0049301234567890', '4.93012E+13'],
    ['4111111111111111', '4.11111E+15'],
    ['4111111111111111', '4111111111111110'],
    ['4111111111111119', '4111111111111110'],
    ['4111111111111119', '4111111111111120'],
    ['41111111111111119', '4.11111111111111E+016'],
    ['1234567890123456789', '1.23456789012346E+018'],
    ['1234567890123456789', '1.23457E+18'],
    ['1234567890123456789', '1234567890123450000'],
    ['2310009E13', '2.31E+19'],
    ['1E5', '1.00E+05'],
    ['1.5E+3', '1.50E+03'],
    ['12e4', '1.20E+05'],
    ['1e-7', '1E-07'],
    ['9999995', '1E+07'],
  ],
  date: [
    ['3-4', '4-Mar'],
    ['3-4', '3-Apr'],
    ['3/4', '04-Mar'],
    ['3.4', '03. Apr'],
    ['3-4', '03. Apr'],
    ['3-4', '3-4-2026'],
    ['3/4', '3/4/2026'],
    ['3/4', '4/3/2026'],
    ['3/4', '03/04/26'],
    ['3-4', '03.04.2026'],
    ['3-4', '2026-03-04'],
    ['3-4', '2026/3/4'],
    ['3-4', '3月4日'],
    ['3-4', '04-mars'],
    ['3-4', '04/mar'],
    ['3-4', '4-mrt'],
    ['5-4', '04-mai'],
    ['1-4', '04-janv'],
    ['1-4', '04-janv.'],
    ['3-4', '4-Mar-26'],
    ['3-4', '46085'],
    ['3-45', 'Mar-45'],
    ['1-23', 'Jan-23'],
    ['3-2026', 'Mar-26'],
    ['12-2034', 'Dec-34'],
    ['MAR1', '1-Mar'],
    ['MARCH1', '1-Mar'],
    ['SEPT2', '2-Sep'],
    ['Sep-2', '2-Sep'],
    ['DEC1', '1-Dec'],
    ['Mar 5', '5-Mar'],
    ['5 Mar', '5-Mar'],
    ['March 5', '03/05/26'],
    ['Mar 5', '2026-03-05'],
  ],
  encoding: [
    ['Chloé', 'ChloÃ©'],
    ['Chloé', 'ChloÃƒÂ©'],
    ['Chloé', 'Chlo√©'],
    ['Chloé', 'ChloĂ©'],
    ['Chloé', 'Chlo?'],
    ['Chloé', 'Chlo�'],
    ['Chloé', 'ChloŽ'],
    ['Éva', 'Ã‰va'],
    ['Ádám', 'Ã\u0081dÃ¡m'],
    ['Zoë', 'Zo?'],
    ['Zoë?', 'Zo??'],
    ['Who? Zoë', 'Who? Zo?'],
    ['Zoë Łuk', 'Zoë ?uk'],
    ['Małgorzata', 'Ma³gorzata'],
    ['Małgorzata', 'Ma?gorzata'],
    ['Żaneta Wójcik', '¯aneta Wójcik'],
    ['Şahin Doğan', 'Þahin Doðan'],
    ['Иван', 'Èâàí'],
    ['Иван', '????'],
    ['Иван', 'Ð˜Ð²Ð°Ð½'],
    ['Γιώργος', 'Ãéþñãïò'],
    ['山田太郎', '????'],
    ['Ana 👍', 'Ana ??'],
    ['Ana 👍', 'Ana ðŸ‘\u008d'],
    ['“quoted” – dash…', 'â€œquotedâ€\u009d â€“ dashâ€¦'],
    ['12 Łódź St', '12 ?ód? St'],
    ['Chloé\r\nlikes tea', 'ChloÃ©\nlikes tea'],
    ['Chloé\nlikes tea\n', 'Chlo?\r\nlikes tea\r\n'],
  ],
};

for (const [kind, pairs] of Object.entries(damaged)) {
  test(`what a spreadsheet does to a value counts as damage: ${kind}`, async () => {
    expect((await damageOf(pairs)).map((found, i) => [...pairs[i]!, found])).toEqual(
      pairs.map((pair) => [...pair, kind]),
    );
  });
}

const edits: Readonly<Record<string, readonly Pair[]>> = {
  'of digits': [
    ['02134', '02135'],
    ['02134', '12134'],
    ['02134', '2135'],
    ['02134', '21340'],
    ['2134', '02134'],
    ['02134', '002134'],
    ['02134', '0'],
    ['020', '2'],
    ['0', '1'],
    ['330', '33'],
    ['02134', '02134-1234'],
    ['02134', 'MA 2134'],
    ['0a', 'a'],
  ],
  'of phone numbers': [
    ['+4930123', '4930124'],
    ['+4930123', '0304930123'],
    ['+49 30 123', '49 30 123'],
    ['+49 30 123', '4930123'],
    ['+1-555-0100', '1-555-0100'],
    ['4930123', '+4930123'],
    ['555010001', '555 010 001'],
    ['657.325.3258 x330', '657.325.3258 x331'],
    ['15550100001', '15550100002'],
    ['15550100001', '1555010000'],
  ],
  'of long numbers': [
    ['15550100001', '1.65501E+10'],
    ['15550100001', '1.55502E+10'],
    ['15550100001', '1.55501E+11'],
    ['15550100001', '1.55501E10'],
    ['4111111111111111', '4111111111111112'],
    ['4111111111111111', '4111111111111100'],
    ['411111111111111', '411111111111110'],
    ['41111111111111119', '41111111111111118'],
    ['1.5E+3', '1.5E+4'],
    ['1E5', '1E6'],
    ['50', '5E1'],
    ['Building 1', '1.00E+00'],
    ['1E99999', '1.00E+99'],
  ],
  'of things that look like dates': [
    ['1-2', '1-3'],
    ['1-2', '2-1'],
    ['3-4', '5-Mar'],
    ['3-4', '4-May'],
    ['3-4', '3-4-12'],
    ['3-4', '3-4-1234'],
    ['3-4', '3-4B'],
    ['3-4', '3/4'],
    ['3-4', '34'],
    ['3-4', '46086'],
    ['3-4', '12345'],
    ['Mar 5', 'Apr 5'],
    ['Mar 5', 'Mar 6'],
    ['Mar 5', 'March 5'],
    ['Mar 12', 'Mar-12'],
    ['5 Mar', '05 Mar'],
    ['MAR1', 'MAR2'],
    ['MAR1', '1-Apr'],
    ['x330', 'x331'],
    ['Suite 12', '12-Sui'],
    ['4-Mar', '3-4'],
    ['4-Mar', '5-Mar'],
    ['2026-03-04', '2026-03-05'],
    ['Bldg 7', 'Bldg 14'],
  ],
  'of letters': [
    ['Chloé', 'Chloe'],
    ['Chloé', 'Chloë'],
    ['Chloé', 'Chloé?'],
    ['Chloé', 'Chlo'],
    ['ChloÃ©', 'Chloé'],
    ['Chlo?', 'Chloé'],
    ['Chloé Martin', 'Chloé Berg'],
    ['Zoë', 'Zoe?'],
    ['Zoe', 'Zo?'],
    ['Who?', 'Who??'],
    ['What', 'What?'],
    ['Łukasz', 'Lukasz'],
    ['Éva', 'Eva'],
    ['Müller', 'Mueller'],
    ['山田太郎', '山田次郎'],
    ['Zoë Łuk', 'Zoë Luk'],
    ['Chloé\r\nlikes tea', 'Chloé\nlikes tea'],
    ['Chloé\r\nlikes tea', 'Chloe\nlikes tea'],
    ['Chloé\r\nlikes tea', 'ChloÃ© likes tea'],
  ],
  'of anything else': [
    ['Engineer', 'CTO'],
    ['Engineer', 'Engineer 2'],
    ['Engineer', ''],
    ['TRUE', 'true'],
    ['a', 'A'],
    ['10 Main St', '10 Main Street'],
  ],
};

for (const [kind, pairs] of Object.entries(edits)) {
  test(`edits ${kind} do not count as damage`, async () => {
    expect((await damageOf(pairs)).map((found, i) => [...pairs[i]!, found])).toEqual(
      pairs.map((pair) => [...pair, null]),
    );
  });
}

test('filled, emptied, empty, and unchanged cells do not count as damage', async () => {
  const [row] = await db.execute(sql`
    select spreadsheet_damage(null, '2134') as filled, spreadsheet_damage('02134', null) as emptied,
           spreadsheet_damage(null, null) as empty, spreadsheet_damage('02134', '02134') as same`);
  expect(row).toEqual({ filled: null, emptied: null, empty: null, same: null });
});
