// The session of the member being played: the workspace's state, and the actions of the member. Every component uses it.
import { createContext, useContext } from 'react';
import type { ActionResult, MemberInfo, WorkspaceState } from '../../fake-slack/fake-slack.ts';
import type { MemberAction } from './page-client.ts';
import type { Route } from './route.ts';

export type Session = {
  readonly state: WorkspaceState;
  readonly route: Route;
  perform(action: MemberAction): Promise<ActionResult>;
};

const context = createContext<Session | null>(null);

export const SessionProvider = context.Provider;

export function useSession(): Session {
  const session = useContext(context);
  if (!session) throw new Error('useSession needs a SessionProvider');
  return session;
}

const slackbot: MemberInfo = {
  id: 'USLACKBOT',
  name: 'Slackbot',
  realName: 'Slackbot',
  kind: 'bot',
  teamId: '',
};

/** Finds the author of a message. Slackbot and unknown users are no members, but have a name as well. */
export function memberOf({ members }: WorkspaceState, id: string): MemberInfo {
  const unknown = { ...slackbot, id, name: id, realName: 'Unknown user', kind: 'deactivated' as const };
  return members.find((member) => member.id === id) ?? (id === slackbot.id ? slackbot : unknown);
}

/** The displayed name. Bots are shown by their handle. */
export function nameOf({ kind, name, realName }: MemberInfo): string {
  return kind === 'bot' ? name : realName;
}
