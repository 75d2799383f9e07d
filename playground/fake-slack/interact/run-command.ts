// A member's slash command: to the app, and its answer to the member.
import type { AppLink } from '../deliver/app-link.ts';
import type { Talk } from '../talk.ts';
import type { Installation, Json, Member, Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Ack, deliver } from './deliver.ts';
import { commandPayload } from './payloads.ts';
import { respond } from './respond.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';

export type Interacting = {
  world: World;
  talk: Talk;
  app: AppLink;
  triggers: Triggers;
  responseUrls: ResponseUrls;
};

/** `message` is the answer that came with the acknowledgement, or Slackbot's word that the command failed. */
export type CommandAck = Ack & { message?: Message };

export async function runCommand(
  { world, talk, app, triggers, responseUrls }: Interacting,
  installation: Installation,
  member: Member,
  channel: string,
  line: string,
): Promise<CommandAck> {
  const { teamId } = installation;
  const place = { teamId, channel, member: member.id };
  const triggerId = triggers.issue({ member: member.id, teamId });
  const asker = { world, installation, member, triggerId };
  const payload = commandPayload(asker, channel, line, responseUrls.issue(place));
  const ack = await deliver(app, 'slash_commands', payload);
  if (!ack.ok) {
    const text = `${String(payload.command)} failed with the error "${ack.error}"`;
    const from = { user: 'USLACKBOT', teamId, channel, onlyFor: member.id };
    return {
      ...ack,
      message: world.messages.add({ ...from, text, blocks: [], attachments: [], files: [] }),
    };
  }
  const body = typeof ack.body === 'string' ? { text: ack.body } : (ack.body as Json | undefined);
  if (!body || (!body.text && !body.blocks)) return ack;
  const message = respond(world, talk, place, body);
  return message ? { ...ack, message } : ack;
}
