// Builds the payloads of commands, clicks, and modals.
// Shapes: https://docs.slack.dev/interactivity/implementing-slash-commands and
// https://docs.slack.dev/reference/interaction-payloads.
import { serializeMessage } from '../serializers/serialize-message.ts';
import { serializeView } from '../serializers/serialize-view.ts';
import type { Installation, Json, Member, Message, View } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';
import { escapeCommand } from './escape-command.ts';
import type { StateValues } from './menu-choices.ts';

/** The member who acts, the installation that receives the payload, and the trigger id for the app's answer. */
type Sender = { world: World; installation: Installation; member: Member; triggerId: string };

function common({ world, installation, member, triggerId }: Sender, isInView = false): Json {
  const workspace = world.workspaces.get(installation.teamId);
  const enterprise = world.enterprises.get(workspace?.enterpriseId ?? '');
  const isOrganizationWide = installation.enterpriseId !== undefined;
  const team = {
    id: installation.teamId,
    domain: workspace?.domain ?? '',
    ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
  };
  return {
    user: {
      id: member.id,
      username: member.name,
      name: member.name,
      // https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload: in an Enterprise organization, its id.
      team_id: installation.enterpriseId ?? member.teamId,
    },
    api_app_id: installation.appId,
    token: 'a-verification-token',
    // As Bolt's `buildSource` says: null for an app that is installed org-wide.
    team: isOrganizationWide && isInView ? null : team,
    enterprise: enterprise ?? null,
    is_enterprise_install: isOrganizationWide,
    trigger_id: triggerId,
  };
}

export function commandPayload(sender: Sender, channelId: string, line: string, responseUrl: string): Json {
  const { world, installation, member, triggerId } = sender;
  const [command = '', ...rest] = line.trim().split(' ');
  const channel = findChannel(world, channelId);
  const workspace = world.workspaces.get(installation.teamId);
  const channelNames = {
    public: channel.name,
    private: 'privategroup',
    im: 'directmessage',
    mpim: channel.name,
  };
  return {
    token: 'a-verification-token',
    team_id: installation.teamId,
    team_domain: workspace?.domain ?? '',
    ...(workspace?.enterpriseId
      ? { enterprise_id: workspace.enterpriseId, enterprise_name: 'An enterprise' }
      : {}),
    channel_id: channel.id,
    channel_name: channelNames[channel.kind],
    user_id: member.id,
    user_name: member.name,
    command,
    text: escapeCommand(world, rest.join(' ').trim()),
    api_app_id: installation.appId,
    is_enterprise_install: String(installation.enterpriseId !== undefined),
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** Like Slack, leaves out the content of an ephemeral message. */
export function messageActionPayload(
  sender: Sender,
  message: Message,
  action: Json,
  values: StateValues,
  responseUrl: string,
): Json {
  const channel = findChannel(sender.world, message.channel);
  const reply = message.threadTs && message.threadTs !== message.ts ? { thread_ts: message.threadTs } : {};
  return {
    type: 'block_actions',
    ...common(sender),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...reply,
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(message.onlyFor ? {} : { message: serializeMessage(sender.world, message, { metadata: true }) }),
    state: { values },
    response_url: responseUrl,
    actions: [{ ...action, action_ts: sender.world.ids.ts() }],
  };
}

/** Has no response URL, and no trigger: the app can only answer with options. */
export function suggestionPayload(
  sender: Sender,
  shown: Message | View,
  { actionId, blockId }: { actionId: string; blockId: string },
  query: string,
): Json {
  const { trigger_id: _, ...rest } = common(sender, isView(shown));
  const asked = { type: 'block_suggestion', ...rest, action_id: actionId, block_id: blockId, value: query };
  return { ...asked, ...(isView(shown) ? ofView(sender, shown) : ofMessage(sender, shown)) };
}

const isView = (shown: Message | View): shown is View => 'content' in shown;

const ofView = ({ world }: Sender, view: View): Json => ({
  container: { type: 'view', view_id: view.id },
  view: serializeView(world, view, {}),
});

function ofMessage({ world }: Sender, message: Message): Json {
  const channel = findChannel(world, message.channel);
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(message.onlyFor ? {} : { message: serializeMessage(world, message, { metadata: true }) }),
  };
}

export function viewActionPayload(sender: Sender, view: View, action: Json, values: StateValues): Json {
  return {
    type: 'block_actions',
    ...common(sender, true),
    container: { type: 'view', view_id: view.id },
    view: serializeView(sender.world, view, values),
    actions: [{ ...action, action_ts: sender.world.ids.ts() }],
  };
}

export function submissionPayload(sender: Sender, view: View, values: StateValues): Json {
  return {
    type: 'view_submission',
    ...common(sender, true),
    view: serializeView(sender.world, view, values),
    response_urls: [],
  };
}

export function closedPayload(sender: Sender, view: View, cleared: boolean): Json {
  const { trigger_id: _, ...rest } = common(sender, true);
  return { type: 'view_closed', ...rest, view: serializeView(sender.world, view), is_cleared: cleared };
}
