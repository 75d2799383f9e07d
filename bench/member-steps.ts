// What a member does with files: shares one, applies its plan, undoes the result, exports. Each resolves when the app is done.
import type { Content, FileHandle, Message } from '../playground/fake-slack/fake-slack.ts';
import type { Desk } from './install-workspace.ts';

const timeoutMs = 60 * 60_000;

/** Resolves with the plan, which has a button. */
export const sharePlanned = (desk: Desk, content: Content): Promise<Message> =>
  shareAnswered(desk, content, /\[ Apply/);

export async function shareUnchanged(desk: Desk, content: Content): Promise<void> {
  await shareAnswered(desk, content, /nothing to change/i);
}

async function shareAnswered(desk: Desk, content: Content, text: RegExp): Promise<Message> {
  const { channel, owner } = desk;
  return untilAnswered(desk, await owner.share({ channel, files: [{ name: 'people.csv', content }] }), text);
}

/** Resolves with the result. */
export async function applyPlan(desk: Desk, plan: Message): Promise<Message> {
  await desk.owner.click(plan, { actionId: 'apply-import' });
  return untilAnswered(desk, plan, /Applied by/);
}

export async function undoResult(desk: Desk, result: Message): Promise<void> {
  await desk.owner.click(result, { actionId: 'undo-import' });
  await untilAnswered(desk, result, /Undone by/);
}

export async function exportAll({ fake, owner, channel }: Desk): Promise<FileHandle> {
  await owner.command(channel, '/endusers export all');
  return fake.until(
    () =>
      fake
        .messages(channel)
        .flatMap((message) => fake.files(message))
        .find(({ name }) => /_\d{4}(_\d\d){5}\.csv$/.test(name)),
    { what: 'the exported file', timeoutMs },
  );
}

function untilAnswered(
  { fake, channel }: Desk,
  { ts, threadTs = ts }: Message,
  text: RegExp,
): Promise<Message> {
  const answers = () => fake.thread(channel, threadTs).filter(({ botId }) => botId !== undefined);
  return fake.until(() => answers().find((message) => text.test(message.text)), {
    what: `an answer like ${text}`,
    timeoutMs,
  });
}
