// Sends what the member wrote: as a command, as a message with files, or as a plain message.
import { useState } from 'react';
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { ActionResult } from '../../fake-slack/fake-slack.ts';
import { errorMessage } from '../workspace/error-message.ts';
import { type MemberAction, upload } from '../workspace/page-client.ts';
import { useSession } from '../workspace/session.ts';
import { withMentions } from './mentions.ts';

/** Where a message goes: a channel id and, in a thread, the `ts` of its first message. */
export type Place = { readonly channel: string; readonly threadTs?: string };

export function useSend(place: Place) {
  const { state, perform } = useSession();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const messageAction = async (typed: string, files: readonly File[]): Promise<MemberAction> => {
    const text = withMentions(typed, state.members);
    if (files.length === 0) return { do: 'post', ...place, text };
    const uploads = [];
    for (const file of files) uploads.push(await upload(file));
    return { do: 'share', ...place, uploads, ...(text === '' ? {} : { text }) };
  };
  const performTyped = async (text: string, files: readonly File[]): Promise<ActionResult> => {
    const command = files.length === 0 && /^\/\S*/.exec(text)?.[0];
    if (!command) return perform(await messageAction(text, files));
    if (place.threadTs)
      return failed('Slack has no slash commands in threads. Type the command in the channel.');
    if (command !== slashCommand) return failed(`There is no command ${command} here, only ${slashCommand}.`);
    // If the command fails, Slackbot says so in the channel.
    await perform({ do: 'command', channel: place.channel, text });
    return { ok: true };
  };

  return {
    isSending,
    /** Why the last `send` failed, or `null`. */
    error,
    /** Resolves with true if the message was sent. */
    async send(text: string, files: readonly File[]): Promise<boolean> {
      setSending(true);
      const result = await performTyped(text, files).catch((thrown: Error) => failed(thrown.message));
      setError(errorMessage(result));
      setSending(false);
      return result.ok;
    },
  };
}

const failed = (error: string): ActionResult => ({ ok: false, error });
