// The demo from its first step to its last; every step checks what it expects.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FakeSlack, Message } from '../fake-slack/fake-slack.ts';
import { edited, editedPeople, edits } from './cell-edits.ts';
import { expected, expectedToSay } from './check.ts';
import { asExported, differences, type Row, readRows, writeRows } from './csv-rows.ts';
import { type DemoMember, demoMember } from './demo-member.ts';
import type { Narrator } from './narrator.ts';
import { expectedProblems, goodRows, newPeople } from './new-people.ts';

/** @throws UnexpectedResultError, or what kept a step from being done */
export async function story(fake: FakeSlack, tell: Narrator, folder: string): Promise<void> {
  const dana = demoMember(fake, tell, folder);

  tell.step('Dana adds the two organizations that she looks after');
  const acme = await addOrganization(dana, 'Acme Ltd');
  const beta = await addOrganization(dana, 'Beta & Söhne');

  tell.step('She shares a file of new people; three rows of it are not right');
  const people = newPeople(acme, beta);
  await writeFile(path.join(folder, '1-new-people.csv'), people);
  const share = await dana.share({ name: 'new-people.csv', content: people });
  const plan = await dana.answer(share, /\[ Apply/, 'the plan of new-people.csv');
  const counts = [
    `${goodRows.all} new · ${expectedProblems.length} left out`,
    `Acme Ltd ${goodRows.ofAcme} new`,
    `Beta & Söhne ${goodRows.ofBeta} new`,
  ];
  expectedToSay('The plan', dana.read(plan), [...counts, ...expectedProblems]);
  const problems = await dana.answer(share, /📎/, 'the file of the rows that are left out');
  const { text: problemFile } = await dana.save(problems, '2-new-people_problems.csv');
  expected(
    readRows(problemFile).length === expectedProblems.length,
    'Every row that is left out should be in the problem file.',
    problemFile,
  );

  tell.step('She approves the plan');
  await dana.click(plan, `Apply to ${goodRows.all} end users`);
  const result = await dana.answer(share, /✅/, 'the result of new-people.csv');
  expectedToSay('The result', dana.read(result), [`${goodRows.all} created`, 'left out']);

  tell.step('She exports everybody');
  const { file, head } = await exportAll(dana, '3-export.csv');
  const exported = readRows(file.text);
  expectedPeople(exported, readRows(people).slice(0, goodRows.all));
  tell.found(`all ${goodRows.all} are in it, to the letter`);

  tell.step('She edits some cells in a spreadsheet, and shares the file in the thread of the export');
  const wanted = edited(exported);
  for (const { name, column, now, willBe } of edits) tell.deed(`${name}, ${column}: “${now}” → “${willBe}”`);
  const content = writeRows(wanted);
  await writeFile(path.join(folder, '4-export-edited.csv'), content);
  const sharedAgain = await dana.share({ name: file.name, content }, head);
  const changes = await dana.answer(sharedAgain, /\[ Apply/, 'the plan of the edited file');
  expectedToSay('The plan', dana.read(changes), [
    `${editedPeople} updated (${edits.length} cells) · ${goodRows.all - editedPeople} unchanged`,
    ...edits.map(({ willBe }) => willBe),
  ]);

  tell.step('She approves this plan too');
  await dana.click(changes, `Apply to ${editedPeople} end users`);
  const changed = await dana.answer(sharedAgain, /✅/, 'the result of the edited file');
  expectedToSay('The result', dana.read(changed), [`${editedPeople} updated (${edits.length} cells)`]);

  tell.step('She exports everybody once more');
  const { file: last } = await exportAll(dana, '5-export-again.csv');
  const wrong = differences(readRows(last.text), wanted);
  expected(wrong.length === 0, 'The last export should be the edited file, cell for cell.', wrong.join('\n'));
  tell.found(`${edits.length} cells are as she edited them, and every other cell is as it was`);
}

/** Gives its id. */
async function addOrganization(member: DemoMember, name: string): Promise<number> {
  const answer = member.read(await member.command(`/endusers org add ${name}`));
  const id = /\(id (\d+)\)/.exec(answer)?.[1];
  expected(answer.includes(name) && id !== undefined, 'The answer should name the new organization.', answer);
  return Number(id);
}

async function exportAll(member: DemoMember, as: string) {
  const accepted = await member.command('/endusers export all');
  const head: Message = await member.post(accepted, /✅/, 'the export');
  const posted = await member.answer(head, /📎/, 'the exported file');
  expectedToSay('The export', member.read(head), [`${goodRows.all} end users`]);
  return { head, file: await member.save(posted, as) };
}

/** The exported rows hold every cell of the shared ones, and an id that nobody else has. */
function expectedPeople(rows: readonly Row[], shared: readonly Row[]): void {
  const cells = shared.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asExported(cell)])),
  );
  const wrong = differences(rows, cells);
  expected(wrong.length === 0, 'The export should hold what was imported.', wrong.join('\n'));
  const ids = new Set(rows.map((row) => row.contact_id).filter((id) => /^\d+$/.test(id ?? '')));
  expected(ids.size === rows.length, 'Every exported end user should have an id of their own.');
}
