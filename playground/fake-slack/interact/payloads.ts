// The payloads of commands, clicks and modals as Slack builds them.
// Shapes: docs.slack.dev/interactivity/implementing-slash-commands and docs.slack.dev/reference/interaction-payloads.
import { wireMessage } from '../wire/message.ts';
import { wireView } from '../wire/view.ts';
import type { Installation, Json, Member, Message, View } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';
import { escapeCommand } from './escape-command.ts';

type Asker = { world: World; installation: Installation; member: Member; triggerId: string };

export type StateValues = Record<string, Record<string, Json>>;

function common({ world, installation, member, triggerId }: Asker): Json {
  const workspace = world.workspaces.get(installation.teamId);
  return {
    user: { id: member.id, username: member.name, name: member.name, team_id: member.teamId },
    api_app_id: installation.appId,
    token: 'a-verification-token',
    team: { id: installation.teamId, domain: workspace?.domain ?? '' },
    enterprise: workspace?.enterpriseId ? { id: workspace.enterpriseId, name: 'An enterprise' } : null,
    is_enterprise_install: false,
    trigger_id: triggerId,
  };
}

export function commandPayload(asker: Asker, channelId: string, line: string, responseUrl: string): Json {
  const { world, installation, member, triggerId } = asker;
  const [command = '', ...rest] = line.trim().split(' ');
  const channel = findChannel(world, channelId);
  const workspace = world.workspaces.get(installation.teamId);
  const names = { public: channel.name, private: 'privategroup', im: 'directmessage', mpim: channel.name };
  return {
    token: 'a-verification-token',
    team_id: installation.teamId,
    team_domain: workspace?.domain ?? '',
    ...(workspace?.enterpriseId
      ? { enterprise_id: workspace.enterpriseId, enterprise_name: 'An enterprise' }
      : {}),
    channel_id: channel.id,
    channel_name: names[channel.kind],
    user_id: member.id,
    user_name: member.name,
    command,
    text: escapeCommand(world, rest.join(' ').trim()),
    api_app_id: installation.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** An ephemeral's own content is not in the payload, as in Slack. */
export function messageActionPayload(
  asker: Asker,
  message: Message,
  action: Json,
  values: StateValues,
  responseUrl: string,
): Json {
  const channel = findChannel(asker.world, message.channel);
  const reply = message.threadTs && message.threadTs !== message.ts ? { thread_ts: message.threadTs } : {};
  return {
    type: 'block_actions',
    ...common(asker),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...reply,
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(message.onlyFor ? {} : { message: wireMessage(asker.world, message, { metadata: true }) }),
    state: { values },
    response_url: responseUrl,
    actions: [{ ...action, action_ts: asker.world.ids.ts() }],
  };
}

export function viewActionPayload(asker: Asker, view: View, action: Json, values: StateValues): Json {
  return {
    type: 'block_actions',
    ...common(asker),
    container: { type: 'view', view_id: view.id },
    view: wireView(asker.world, view, values),
    actions: [{ ...action, action_ts: asker.world.ids.ts() }],
  };
}

export function submissionPayload(asker: Asker, view: View, values: StateValues): Json {
  return {
    type: 'view_submission',
    ...common(asker),
    view: wireView(asker.world, view, values),
    response_urls: [],
  };
}

export function closedPayload(asker: Asker, view: View, cleared: boolean): Json {
  const { trigger_id: _, ...rest } = common(asker);
  return { type: 'view_closed', ...rest, view: wireView(asker.world, view), is_cleared: cleared };
}
