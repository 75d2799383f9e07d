// Does what the web page says that a member does.
import { z } from 'zod';
import type { Act, Acted } from '../api.ts';
import type { Ack } from '../interact/deliver.ts';
import type { Views } from '../interact/views.ts';
import type { Driver } from '../member/driver.ts';
import type { Message, View } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';
import type { PageUploads } from './uploads.ts';

const text = z.string();
const place = { as: text, channel: text };
const inMessage = { ...place, ts: text, blockId: text.optional(), actionId: text };
const inView = { as: text, view: text, blockId: text.optional(), actionId: text };
const thread = { threadTs: text.optional() };

const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('post'), ...place, ...thread, text }),
  z.object({
    do: z.literal('share'),
    ...place,
    ...thread,
    text: text.optional(),
    uploads: z.array(text).min(1),
  }),
  z.object({ do: z.literal('command'), ...place, text }),
  z.object({ do: z.literal('click'), ...inMessage }),
  z.object({ do: z.literal('select'), ...inMessage, value: text }),
  z.object({
    do: z.literal('submit'),
    as: text,
    view: text,
    values: z.record(text, z.union([text, z.array(text), z.null()])),
  }),
  z.object({ do: z.literal('close'), as: text, view: text }),
  z.object({ do: z.literal('click in view'), ...inView }),
  z.object({ do: z.literal('select in view'), ...inView, value: text }),
  z.object({ do: z.literal('join'), ...place }),
  z.object({ do: z.literal('leave'), ...place }),
  z.object({ do: z.literal('erase'), ...place, ts: text }),
  z.object({ do: z.literal('open direct messages'), as: text }),
]);

/** Drops what is `undefined`: zod and exact optional properties differ in whether a key may hold it. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function acted(ack: Ack): Acted {
  return ack.ok ? { ok: true } : { ok: false, error: ack.error, detail: ack.detail };
}

type Acting = { world: World; views: Views; uploads: PageUploads; member: (nameOrId: string) => Driver };

/** Builds `actAs(json)`: rejects with a sentence when it isn't an Act or can't be done. */
export function createAct({ world, views, uploads, member }: Acting) {
  const messageAt = (driver: Driver, channel: string, ts: string): Message => {
    const { id } = findChannel(world, channel);
    const found = world.messages.find(id, ts) ?? world.messages.findEphemeral(id, ts);
    if (!found || (found.onlyFor && found.onlyFor !== driver.id)) throw new Error('There is no such message');
    return found;
  };
  const viewWith = (id: string): View => {
    const found = views.find(id);
    if (!found) throw new Error('There is no such view');
    return found;
  };

  return async (json: unknown): Promise<Acted> => {
    const wish: Act = defined(act.parse(json));
    const driver = member(wish.as);
    switch (wish.do) {
      case 'post':
        return { ok: true, ts: driver.post(wish).ts };
      case 'share': {
        const files = wish.uploads.map((id) => uploads.take(id));
        return { ok: true, ts: (await driver.share({ ...wish, files })).ts };
      }
      case 'command':
        return acted(await driver.command(wish.channel, wish.text));
      case 'click':
        return acted(await driver.click(messageAt(driver, wish.channel, wish.ts), wish));
      case 'select':
        return acted(
          await driver.select(messageAt(driver, wish.channel, wish.ts), { ...wish, option: wish.value }),
        );
      case 'submit': {
        const done = await driver.submit(viewWith(wish.view), wish.values);
        return done.ok ? { ok: true, errors: done.errors } : acted(done);
      }
      case 'close':
        await driver.closeView(viewWith(wish.view));
        return { ok: true };
      case 'click in view':
        return acted(await driver.clickInView(viewWith(wish.view), wish));
      case 'select in view':
        return acted(await driver.selectInView(viewWith(wish.view), { ...wish, option: wish.value }));
      case 'join':
        driver.join(wish.channel);
        return { ok: true };
      case 'leave':
        driver.leave(wish.channel);
        return { ok: true };
      case 'erase':
        driver.erase(messageAt(driver, wish.channel, wish.ts));
        return { ok: true };
      case 'open direct messages':
        return { ok: true, channel: driver.directMessages() };
    }
  };
}
