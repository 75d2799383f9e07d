// A member shares a CSV file, reads the plan, applies it, and reads the result.
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, answer, botsIn, postedFile, idle } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';

test('a shared file gets a plan, a click applies it, and the same message then shows the result', async () => {
  const added = await dana.command(channel, '/endusers org add Acme Ltd');
  expect(added).toMatchObject({ status: 200 });
  const share = await dana.share({
    channel,
    files: [
      { name: 'people.csv', content: 'customer_id,name,email\n1,Ana Núñez,ana@acme.example\n1,Bo,nope\n' },
    ],
  });
  const plan = await answer(share, /1 new/);
  expect(plan.text).toContain('1 left out');
  const problems = await postedFile(share, /people_problems\.csv/);
  expect(await problems.text()).toBe(
    'import_ref,problem,customer_id,name,email\r\n1-L3,"email ""nope"" is not a valid address",1,Bo,nope\r\n',
  );
  await dana.click(plan, { text: 'Apply to 1 end user' });
  const result = await answer(share, /1 created/);
  expect(result.ts).toBe(plan.ts);
  expect(botsIn(share).filter((message) => message.files.length === 0)).toHaveLength(1);
});

test('a file of more than 1,000 MB is refused and not downloaded', async () => {
  const file = { name: 'people.csv', content: 'name\nAna\n', size: 1_000_000_001 };
  const asked = fake.calls('files.info').length;
  const share = await dana.share({ channel: dana.directMessages(), files: [file] });
  await answer(share, /It is larger than 1,000 MB\. Split it into several files/);
  await idle();
  expect(botsIn(share)).toHaveLength(1);
  expect(fake.calls('files.info')).toHaveLength(asked);
});
