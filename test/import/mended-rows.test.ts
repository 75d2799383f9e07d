// The way of a row through a problem file: shared, mended, shared again, and what is remembered of it.
import { expect, test } from 'vitest';
import { matchColumns } from '../../src/import/match-columns.ts';
import { writeProblemFile } from '../../src/import/problem-file.ts';
import { problemRows } from '../../src/import/problem-rows.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { makeWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function ana() {
  const here = await makeWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      {
        customer_id: acme,
        name: 'Ana',
        title: 'Engineer',
        email: 'ana@acme.example',
        city: 'Rome',
        zip: '02134',
      },
    ]),
  );
  const [{ id } = { id: 0 }] = await here.endUsers();
  return { here, acme, id };
}

async function problemFileOf({ rules }: Planned, file: string): Promise<string> {
  return db.transaction(async (tx) => {
    const header = matchColumns(file.slice(0, file.indexOf('\n')).trim().split(','), 1);
    const pieces: Buffer[] = [];
    const rows = problemRows(tx, rules.importId, header);
    for await (const piece of writeProblemFile(header, rules.importId, rows)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  });
}

test('a short row stays short, so that the cells that it never had clear nothing', async () => {
  const { here, acme, id } = await ana();
  const base = await here.export();
  const file = `customer_id,contact_id,name,title,city\n${acme + 1000},${id},Ana X\n`;
  const planned = await here.plan(file, { base });
  const mended = (await problemFileOf(planned, file)).replace(`,${acme + 1000},`, `,${acme},`);
  expect(mended).toMatch(/,Ana X\r\n$/);
  await here.import(mended, { base });
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana X', title: 'Engineer', city: 'Rome' }]);
});
