// Which workspace's installation a call is for. The token of an org-wide installation acts in many workspaces.
// Source: https://docs.slack.dev/enterprise/organization-ready-apps#changes-apis.
import type { FakeContext } from '../context.ts';
import type { Values } from '../http/request-body.ts';
import type { Installation } from '../world/records.ts';
import type { BotMethod } from './method.ts';
import { SlackError } from './slack-error.ts';

/**
 * Returns the installation of the workspace that the arguments name: by `team_id`, a channel, or a view; else the one of the
 * organization.
 *
 * @param installations those of the token
 * @throws SlackError `missing_argument` or `team_access_not_granted`
 */
export function installationOfCall(
  { world, views }: FakeContext,
  installations: readonly Installation[],
  { needsTeam = false }: BotMethod,
  values: Values,
): Installation | undefined {
  const organization = installations.find(({ teamId, enterpriseId }) => teamId === enterpriseId);
  if (!organization) return installations[0];
  const inOneOf = (teamIds: readonly string[]) => {
    const granted = installations.find(({ teamId }) => teamIds.includes(teamId));
    if (!granted) throw new SlackError('team_access_not_granted');
    return granted;
  };
  if (values.team_id) return inOneOf([String(values.team_id)]);
  if (needsTeam) throw new SlackError('missing_argument');
  const place = String(values.channel ?? values.channel_id ?? values.channels ?? '');
  const channel = world.channels.get(place);
  if (channel) return inOneOf([channel.teamId, ...channel.sharedWith]);
  const member = world.members.get(place || String(values.users ?? ''));
  if (member) return inOneOf([member.teamId, ...Object.keys(member.alsoIn)]);
  const view = views.find(values.view_id === undefined ? undefined : String(values.view_id));
  return view ? inOneOf([view.teamId]) : organization;
}
