// Slack accepts an upload and doesn't share it: the file is uploaded once more, and then the member is told.
import { afterEach, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { db, fake, addOrganization, answer, botsIn, exported, idle, postedFile, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => fake.faults.clear());

const uploads = () => fake.calls('files.completeUploadExternal');

/** The ids of the files whose uploads were completed. */
const uploaded = (): string[] =>
  uploads().map(({ args }) => (JSON.parse(String(args.files)) as { id: string }[])[0]!.id);

/** Waits for the next upload after the first `before` of them, and lets the time pass in which Slack may still share it. */
async function loseUpload(before: number): Promise<void> {
  await fake.until(() => uploads().length > before, { what: 'an upload' });
  fake.ageFile(uploaded()[before]!, 3_600);
}

const badRow = (name: string) => `customer_id,name,email\n${acme},${name},nope\n`;

it('a problem file that Slack never shared is uploaded once more', async () => {
  const before = uploads().length;
  fake.faults.add({ method: 'share', answer: { lost: true } });
  const shared = await share(dana, channel, badRow('Ana'));
  await loseUpload(before);
  expect(await (await postedFile(shared, /problems/)).text()).toContain(',Ana,nope');
  await idle();
  expect(uploads()).toHaveLength(before + 2);
  expect(botsIn(shared).flatMap(fake.files)).toHaveLength(1);
});

it("a problem file that Slack doesn't share the second time either is reported at once", async () => {
  const before = uploads().length;
  fake.faults.add({ method: 'share', times: Infinity, answer: { lost: true } });
  const shared = await share(dana, channel, badRow('Bo'));
  await loseUpload(before);
  await loseUpload(before + 1);
  const { text } = await answer(shared, /could not be posted/);
  expect(text).toMatch(/share your file again.*[2-9A-Z]{4}-[2-9A-Z]{4}/s);
  expect(uploads()).toHaveLength(before + 2);
  await db.execute(`delete from job where failed_at is not null`);
});

it('an export that Slack never shared is uploaded once more, and reported after that', async () => {
  const before = uploads().length;
  fake.faults.add({ method: 'share', answer: { lost: true } });
  const [posted] = await Promise.all([
    exported(dana, channel, `/endusers template ${acme}`),
    loseUpload(before),
  ]);
  expect(posted.message.text).toContain(posted.file.name);
  expect(uploads()).toHaveLength(before + 2);

  fake.faults.add({ method: 'share', times: Infinity, answer: { lost: true } });
  await dana.command(channel, `/endusers template ${acme}`);
  await loseUpload(before + 2);
  await loseUpload(before + 3);
  await fake.until(() => fake.messages(channel).some(({ text }) => /No file was posted/.test(text)));
  expect(uploads()).toHaveLength(before + 4);
  await db.execute(`delete from job where failed_at is not null`);
});

it('a file that Slack shares late is not uploaded again', async () => {
  const before = uploads().length;
  fake.faults.add({ method: 'share', answer: { delayMs: 4_000 } });
  const shared = await share(dana, channel, badRow('Cy'));
  await postedFile(shared, /problems/);
  await idle();
  expect(uploads()).toHaveLength(before + 1);
});

it('a file is posted although the app may not read files', async () => {
  const before = uploads().length;
  fake.faults.add({ method: 'files.info', times: Infinity, answer: { error: 'missing_scope' } });
  const { message } = await exported(dana, channel, `/endusers template ${acme}`);
  await idle();
  expect(message.text).toContain('template');
  expect(uploads()).toHaveLength(before + 1);
});
