// The steps of the demo, with checks of their results.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FakeSlack } from '../fake-slack/fake-slack.ts';
import { applyEdits, editedEndUsers, edits } from './cell-edits.ts';
import { check, checkPhrases } from './check.ts';
import { asExported, differences, type Row, readRows, writeRows } from './csv-rows.ts';
import { createDemoMember, type DemoMember } from './demo-member.ts';
import type { Narrator } from './narrator.ts';
import { expectedProblems, goodRows, newPeople } from './new-people.ts';
import { playRoster } from './roster-chapter.ts';

/**
 * Plays the demo. `folder` gets the files.
 *
 * @throws UnexpectedResultError if a result is not as expected
 */
export async function playStory(fake: FakeSlack, narrator: Narrator, folder: string): Promise<void> {
  const dana = createDemoMember(fake, narrator, folder);

  narrator.step('Dana adds the two organizations that she looks after');
  const acme = await dana.addOrganization('Acme Ltd');
  const beta = await dana.addOrganization('Beta & Söhne');

  narrator.step('She shares a file of new people; three rows of it are not right');
  const people = newPeople(acme, beta);
  await writeFile(path.join(folder, '1-new-people.csv'), people);
  const share = await dana.share({ name: 'new-people.csv', content: people });
  const plan = await dana.reply(share, /\[ Apply/, 'the plan of new-people.csv');
  const counts = [
    `${goodRows.all} new · ${expectedProblems.length} left out`,
    `Acme Ltd ${goodRows.ofAcme} new`,
    `Beta & Söhne ${goodRows.ofBeta} new`,
  ];
  checkPhrases('The plan', dana.read(plan), [...counts, ...expectedProblems]);
  const problems = await dana.reply(share, /📎/, 'the problem file');
  const { text: problemFile } = await dana.save(problems, '2-new-people_problems.csv');
  check(
    readRows(problemFile).length === expectedProblems.length,
    'Every row that is left out should be in the problem file.',
    problemFile,
  );

  narrator.step('She approves the plan');
  await dana.click(plan, `Apply to ${goodRows.all} end users`);
  const result = await dana.reply(share, /✅/, 'the result of new-people.csv');
  checkPhrases('The result', dana.read(result), [`${goodRows.all} created`, 'left out']);

  narrator.step('She exports everybody');
  const { file, head } = await exportAll(dana, '3-export.csv');
  const exported = readRows(file.text);
  checkExport(exported, readRows(people).slice(0, goodRows.all));
  narrator.checked(`all ${goodRows.all} are in it, to the letter`);

  narrator.step('She edits some cells in a spreadsheet, and shares the file in the thread of the export');
  const edited = applyEdits(exported);
  for (const { name, column, now, willBe } of edits) {
    narrator.action(`${name}, ${column}: “${now}” → “${willBe}”`);
  }
  const content = writeRows(edited);
  await writeFile(path.join(folder, '4-export-edited.csv'), content);
  const secondShare = await dana.share({ name: file.name, content }, { thread: head });
  const secondPlan = await dana.reply(secondShare, /\[ Apply/, 'the plan of the edited file');
  checkPhrases('The plan', dana.read(secondPlan), [
    `${editedEndUsers} updated (${edits.length} cells) · ${goodRows.all - editedEndUsers} unchanged`,
    ...edits.map(({ willBe }) => willBe),
  ]);

  narrator.step('She approves this plan too');
  await dana.click(secondPlan, `Apply to ${editedEndUsers} end users`);
  const secondResult = await dana.reply(secondShare, /✅/, 'the result of the edited file');
  checkPhrases('The result', dana.read(secondResult), [`${editedEndUsers} updated (${edits.length} cells)`]);

  narrator.step('She exports everybody once more');
  const { file: lastFile } = await exportAll(dana, '5-export-again.csv');
  const wrong = differences(readRows(lastFile.text), edited);
  check(wrong.length === 0, 'The last export should be the edited file, cell for cell.', wrong.join('\n'));
  narrator.checked(`${edits.length} cells are as she edited them, and every other cell is as it was`);

  await playRoster(dana, narrator, folder);
}

/** Exports everybody. Resolves with the first message of the export's thread, and the file, saved as `as`. */
async function exportAll(member: DemoMember, as: string) {
  const answer = await member.command('/endusers export all');
  const head = await member.post(answer, /✅/, 'the export');
  const reply = await member.reply(head, /📎/, 'the exported file');
  checkPhrases('The export', member.read(head), [`${goodRows.all} end users`]);
  return { head, file: await member.save(reply, as) };
}

/** Checks that the exported rows have every cell of the shared ones, and unique ids. */
function checkExport(rows: readonly Row[], shared: readonly Row[]): void {
  const expected = shared.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asExported(cell)])),
  );
  const wrong = differences(rows, expected);
  check(wrong.length === 0, 'The export should contain what was imported.', wrong.join('\n'));
  const ids = new Set(rows.map((row) => row.contact_id).filter((id) => /^\d+$/.test(id ?? '')));
  check(ids.size === rows.length, 'Every exported end user should have an id of their own.');
}
