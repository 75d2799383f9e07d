// Performs what the page requests on behalf of a member.
import { z } from 'zod';
import type { FakeContext } from '../context.ts';
import type { Acknowledgement } from '../interactivity/send-interaction.ts';
import { driverFor } from '../member/driver-for.ts';
import type { Message, View } from '../world/records.ts';
import { findChannel } from '../world/world.ts';
import type { PageUploads } from './page-uploads.ts';
import type { ActionRequest, ActionResult } from './protocol.ts';

const text = z.string();
const inChannel = { as: text, channel: text };
const inMessage = { ...inChannel, ts: text, blockId: text.optional(), actionId: text };
const inView = { as: text, view: text, blockId: text.optional(), actionId: text };
const inThread = { threadTs: text.optional() };
/** What the fields of a modal contain: by block id or action id. */
const entries = z.record(text, z.union([text, z.array(text), z.null()]));

const actionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('post'), ...inChannel, ...inThread, text }),
  z.object({
    do: z.literal('share'),
    ...inChannel,
    ...inThread,
    text: text.optional(),
    uploads: z.array(text).min(1),
  }),
  z.object({ do: z.literal('command'), ...inChannel, text }),
  z.object({ do: z.literal('click'), ...inMessage }),
  z.object({ do: z.literal('select'), ...inMessage, value: text }),
  z.object({ do: z.literal('suggest'), ...inMessage, typed: text }),
  z.object({
    do: z.literal('submit'),
    as: text,
    view: text,
    values: entries,
  }),
  z.object({ do: z.literal('close'), as: text, view: text }),
  z.object({ do: z.literal('click in view'), ...inView, values: entries.optional() }),
  z.object({ do: z.literal('select in view'), ...inView, value: text }),
  z.object({ do: z.literal('join'), ...inChannel }),
  z.object({ do: z.literal('leave'), ...inChannel }),
  z.object({ do: z.literal('delete'), ...inChannel, ts: text }),
  z.object({ do: z.literal('open direct messages'), as: text }),
]);

/** Removes undefined properties: zod produces them, and exact optional properties don't allow them. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function resultOf(acknowledgement: Acknowledgement): ActionResult {
  const { ok } = acknowledgement;
  return ok ? { ok } : { ok, error: acknowledgement.error, detail: acknowledgement.detail };
}

/** @throws Error with a sentence, or ZodError, if `json` is not an ActionRequest or the member can't do that */
export async function performAction(
  context: FakeContext,
  pageUploads: PageUploads,
  json: unknown,
): Promise<ActionResult> {
  const { world, views } = context;
  const action: ActionRequest = withoutUndefined(actionSchema.parse(json));
  const driver = driverFor(context, action.as);
  const findMessage = (channel: string, ts: string): Message => {
    const { id } = findChannel(world, channel);
    const message = world.messages.find(id, ts) ?? world.messages.findEphemeral(id, ts);
    if (!message || (message.onlyFor && message.onlyFor !== driver.id)) {
      throw new Error('There is no such message');
    }
    return message;
  };
  const findView = (id: string): View => {
    const view = views.find(id);
    if (!view) throw new Error('There is no such view');
    return view;
  };

  switch (action.do) {
    case 'post':
      return { ok: true, ts: driver.post(action).ts };
    case 'share': {
      const files = action.uploads.map((id) => pageUploads.take(id));
      return { ok: true, ts: (await driver.share({ ...action, files })).ts };
    }
    case 'command':
      return resultOf(await driver.command(action.channel, action.text));
    case 'click':
      return resultOf(await driver.click(findMessage(action.channel, action.ts), action));
    case 'select': {
      const menu = { ...action, option: action.value };
      return resultOf(await driver.select(findMessage(action.channel, action.ts), menu));
    }
    case 'suggest': {
      const found = await driver.suggest(findMessage(action.channel, action.ts), action, action.typed);
      return { ok: true, options: found.map(({ text }) => text) };
    }
    case 'submit': {
      const submission = await driver.submit(findView(action.view), action.values);
      return submission.ok ? { ok: true, errors: submission.errors } : resultOf(submission);
    }
    case 'close':
      await driver.closeView(findView(action.view));
      return { ok: true };
    case 'click in view':
      return resultOf(await driver.clickInView(findView(action.view), action, action.values));
    case 'select in view': {
      const menu = { ...action, option: action.value };
      return resultOf(await driver.selectInView(findView(action.view), menu));
    }
    case 'join':
      driver.join(action.channel);
      return { ok: true };
    case 'leave':
      driver.leave(action.channel);
      return { ok: true };
    case 'delete':
      driver.erase(findMessage(action.channel, action.ts));
      return { ok: true };
    case 'open direct messages':
      return { ok: true, channel: driver.directMessages() };
  }
}
