// The outcome of a site: what is in its database and its threads, without what differs from run to run. And the outcome
// that it must have.
import { type SQL, sql } from 'drizzle-orm';
import { history } from '../../../src/db/history.ts';
import { conversationIn } from '../conversation.ts';
import { exportMessages, rows } from './round.ts';
import type { Site } from './site.ts';

export async function outcomeOf({ db, fake, shares }: Site) {
  const { botsIn } = conversationIn(fake);
  const all = async (query: SQL) => (await db.execute(query)).map((row) => Object.values(row).join(' '));
  return {
    endUsers: await all(sql`
      select case when email like 'known%' then 'known' else split_part(email, 'new', 1) end as kind, title,
        count(*), count(distinct email) as different
      from end_user group by 1, 2 order by 1, 2`),
    history: await all(sql`
      select dense_rank() over (order by o.import_id) as import, o.kind, i.state,
        (select count(*) from ${history} c where c.operation_id = o.id and c.before is not null) as before,
        (select count(*) from change c where c.operation_id = o.id and c.after is not null) as after
      from operation o join import i on i.id = o.import_id order by o.id`),
    imports: await all(sql`select state, count(*) from import group by state`),
    refs: await all(sql`select count(*) from import_ref`),
    exports: await all(sql`select state, rows from export order by id`),
    jobs: await all(sql`select kind from job where failed_at is not null or kind <> 'expire-import'`),
    staging: await all(sql`select relname from pg_class where relnamespace = 'staging'::regnamespace`),
    threads: shares.map((shared) => {
      const posted = botsIn(shared);
      return {
        messages: posted
          .filter(({ files, text }) => files.length === 0 && !isMention(text))
          .map(({ text }) => text.slice(0, 15)),
        files: posted.flatMap(fake.files).map(({ name }) => name),
      };
    }),
    exportThreads: exportMessages(fake).map((message) => {
      const thread = fake.thread(message.channel, message.ts).slice(1);
      return thread.flatMap(fake.files).length;
    }),
  };
}

/** Who is killed often takes long: then a member is told when the work has ended. */
const isMention = (text: string): boolean => text.startsWith('⏰');

/** The outcome after so many rounds. The number of exports varies: a member who got no answer asks again. */
export function outcomeAfter(
  rounds: number,
  exports: readonly string[],
): Awaited<ReturnType<typeof outcomeOf>> {
  const numbers = Array.from({ length: rounds }, (_, i) => i + 1);
  const { known, added } = rows;
  return {
    endUsers: [
      `known in round ${rounds} ${known} ${known}`,
      ...numbers.map((round) => `round${round} in round ${round} ${added} ${added}`).sort(),
    ],
    history: [
      '1 import applied 0 0',
      ...numbers.flatMap((round) => [
        `${round + 1} import applied ${known} ${known}`,
        `${round + 1} undo applied ${known + added} ${known}`,
        `${round + 1} undo applied ${known} ${known + added}`,
      ]),
    ],
    imports: [`applied ${rounds + 1}`],
    refs: [String(0)],
    exports: [...exports],
    jobs: [],
    staging: [],
    threads: numbers.map((round) => ({
      messages: ['✅ Applied again'],
      files: [`round-${round}_problems.csv`],
    })),
    exportThreads: exports.map(() => 1),
  };
}
