// The second chapter of the demo: a company's list of users from Microsoft 365 is its roster.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { check, checkPhrases } from './check.ts';
import { readRows } from './csv-rows.ts';
import type { DemoMember } from './demo-member.ts';
import type { Narrator } from './narrator.ts';

/** As the admin center exports it: Bo has a new title, Kim is new, and Zoë is not in it any more. */
const users = `\
Block credential,City,Display name,First name,Last name,Licenses,Mobile Phone,Phone number,Title,User principal name
False,,Ana Núñez,Ana,Núñez,Microsoft 365 Business Standard,,,,ana.nunez@acme.example
False,,Bo Li,Bo,Li,Microsoft 365 Business Standard,,,Team lead,bo.li@acme.example
False,Madrid,Kim Park,Kim,Park,Microsoft 365 Business Basic,+34 600 555 010,,Clerk,kim.park@acme.example
`;

/**
 * Acme Ltd has the people of the first chapter.
 *
 * @throws UnexpectedResultError if a result is not as expected
 */
export async function playRoster(dana: DemoMember, narrator: Narrator, folder: string): Promise<void> {
  narrator.step('Acme sends its list of users from Microsoft 365. Dana shares it as the roster');
  await writeFile(path.join(folder, '6-users.csv'), users);
  const share = await dana.share(
    { name: 'users_11_30_2026.csv', content: users },
    { text: 'roster Acme Ltd' },
  );
  const plan = await dana.reply(share, /\[ Apply/, 'the plan of the roster');
  checkPhrases('The plan', dana.read(plan), [
    '1 new',
    'Matched by email: 2 of 3 rows',
    '1 end user is not in the roster',
    'Zoë "Zo" O’Brien',
  ]);

  narrator.step('Zoë has left: Dana has the leavers archived');
  await dana.choose(plan, 'choose-leavers', 'Archive them');
  const archiving = await dana.reply(share, /1 archived[\s\S]*\[ Apply/, 'the plan that archives');
  await dana.click(archiving, 'Apply to 3 end users');
  const result = await dana.reply(share, /✅/, 'the result of the roster');
  checkPhrases('The result', dana.read(result), ['1 created', '1 updated', '1 archived']);

  narrator.step('The export has who is there now; the archived are kept, and found if asked for');
  const names = async (line: string, as: string): Promise<string[]> => {
    const head = await dana.post(await dana.command(line), /✅/, 'the export');
    const { text } = await dana.save(await dana.reply(head, /📎/, 'the exported file'), as);
    return readRows(text).map(({ name }) => name ?? '');
  };
  const current = await names('/endusers export "Acme Ltd"', '7-current.csv');
  const isCurrent = current.join() === ['Ana Núñez', 'Bo Li', 'Kim Park'].join();
  check(isCurrent, 'The export should have who is in the roster.', current.join('\n'));
  const archived = await names('/endusers export "Acme Ltd" archived', '8-archived.csv');
  check(archived.join() === 'Zoë "Zo" O’Brien', 'The archived should be Zoë.', archived.join('\n'));
  narrator.checked('nobody was deleted: an undo brings Zoë back');
}
