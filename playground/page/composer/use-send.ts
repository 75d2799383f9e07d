// Sends what was written: as a command, with files, or as a plain message.
import { useState } from 'react';
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { Acted } from '../../fake-slack/fake-slack.ts';
import { type Deed, upload } from '../workspace/client.ts';
import { usePlaying } from '../workspace/playing.ts';
import { troubleOf } from '../workspace/trouble.ts';
import { withMentions } from './mentions.ts';

export type Place = { readonly channel: string; readonly threadTs?: string };

export function useSend(place: Place) {
  const { state, act } = usePlaying();
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const deedOf = async (typed: string, files: readonly File[]): Promise<Deed> => {
    const text = withMentions(typed, state.members);
    if (files.length === 0) return { do: 'post', ...place, text };
    const uploads = [];
    for (const file of files) uploads.push(await upload(file));
    return { do: 'share', ...place, uploads, ...(text === '' ? {} : { text }) };
  };
  const perform = async (text: string, files: readonly File[]): Promise<Acted> => {
    const command = files.length === 0 && /^\/\S*/.exec(text)?.[0];
    if (!command) return act(await deedOf(text, files));
    if (place.threadTs) return refused('Slack takes no slash commands in threads. Type it in the channel.');
    if (command !== slashCommand)
      return refused(`There is no command ${command} here, only ${slashCommand}.`);
    // How a command failed is told by Slackbot in the channel.
    await act({ do: 'command', channel: place.channel, text });
    return { ok: true };
  };

  return {
    isSending,
    trouble,
    /** Whether it is out; when not, `trouble` says why. */
    async send(text: string, files: readonly File[]): Promise<boolean> {
      setSending(true);
      const acted = await perform(text, files).catch((error: Error) => refused(error.message));
      setTrouble(troubleOf(acted));
      setSending(false);
      return acted.ok;
    },
  };
}

const refused = (error: string): Acted => ({ ok: false, error });
