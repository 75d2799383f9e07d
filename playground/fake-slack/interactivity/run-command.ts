// Performs a member's slash command: sends it to the app and shows the member the answer.
import type { Json } from '../../block-kit.ts';
import type { FakeContext } from '../context.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { commandPayload } from './interaction-payloads.ts';
import { respond } from './respond.ts';
import { type Acknowledgement, sendInteraction } from './send-interaction.ts';

/** `message` is the answer in the acknowledgement, or Slackbot's message that the command failed. */
export type CommandResult = Acknowledgement & { message?: Message };

/** `line` is what the member typed: `/endusers export all`. `channel` is a channel id. */
export async function runCommand(
  { world, messenger, app, triggers, responseUrls }: FakeContext,
  installation: Installation,
  member: Member,
  channel: string,
  line: string,
): Promise<CommandResult> {
  const { teamId } = installation;
  const place = { teamId, channel, member: member.id };
  const triggerId = triggers.issue({ member: member.id, teamId });
  const sender = { world, installation, member, triggerId };
  const payload = commandPayload(sender, channel, line, responseUrls.issue(place));
  const acknowledgement = await sendInteraction(app, 'slash_commands', payload);
  if (!acknowledgement.ok) {
    const text = `${String(payload.command)} failed with the error "${acknowledgement.error}"`;
    const draft = { user: 'USLACKBOT', teamId, channel, onlyFor: member.id, text };
    return {
      ...acknowledgement,
      message: world.messages.add({ ...draft, blocks: [], attachments: [], files: [] }),
    };
  }
  const { body } = acknowledgement;
  const response = typeof body === 'string' ? { text: body } : (body as Json | undefined);
  if (!response || (!response.text && !response.blocks)) return acknowledgement;
  const message = respond(world, messenger, place, response);
  return message ? { ...acknowledgement, message } : acknowledgement;
}
