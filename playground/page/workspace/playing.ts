// What every part of the page needs: the workspace, and the hands of the member who is played.
import { createContext, useContext } from 'react';
import type { Acted, MemberInfo, State } from '../../fake-slack/fake-slack.ts';
import type { Deed } from './client.ts';
import type { Route } from './route.ts';

export type Playing = {
  readonly state: State;
  readonly route: Route;
  act(deed: Deed): Promise<Acted>;
};

const context = createContext<Playing | null>(null);

export const PlayingProvider = context.Provider;

export function usePlaying(): Playing {
  const playing = useContext(context);
  if (!playing) throw new Error('This part of the page is outside of the workspace');
  return playing;
}

const slackbot: MemberInfo = {
  id: 'USLACKBOT',
  name: 'Slackbot',
  realName: 'Slackbot',
  kind: 'bot',
  teamId: '',
};

/** Also of those who are no members: Slack itself, and whoever is gone. */
export function memberOf({ members }: State, id: string): MemberInfo {
  const gone = { ...slackbot, id, name: id, realName: 'Somebody', kind: 'deactivated' as const };
  return members.find((member) => member.id === id) ?? (id === slackbot.id ? slackbot : gone);
}

/** The name that is shown; bots go by their handle. */
export function nameOf({ kind, name, realName }: MemberInfo): string {
  return kind === 'bot' ? name : realName;
}
