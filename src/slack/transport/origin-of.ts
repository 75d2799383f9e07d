// Which workspace a request from Slack comes from. Where the app is installed org-wide, Slack names it in other places.
import type { AuthorizeSourceData } from '@slack/bolt';

/** The parts of Slack's payloads that name a workspace. */
type Payload = {
  readonly authorizations?: readonly { readonly team_id?: string | null }[];
  readonly context_team_id?: string | null;
  readonly team_id?: string | null;
  readonly team?: { readonly id?: string } | null;
  readonly view?: { readonly team_id?: string; readonly app_installed_team_id?: string };
  readonly message?: { readonly team?: string };
  readonly user?: { readonly team_id?: string };
  readonly enterprise_id?: string | null;
  readonly event?: { readonly type?: string };
};

export type Origin = {
  /** Undefined in events about the organization itself. */
  readonly workspaceId: string | undefined;
  /** The Enterprise organization, where the app is installed org-wide. */
  readonly enterpriseId: string | undefined;
};

/** Events about the organization: Slack's own example of them doesn't say that the app is installed org-wide. */
const organizationEvents = new Set(['team_access_granted', 'team_access_revoked']);

export const isAboutOrganization = (body: object): boolean =>
  organizationEvents.has((body as Payload).event?.type ?? '');

/**
 * `team` may be null then, and the other places may contain the id of the organization instead:
 * https://docs.slack.dev/reference/interaction-payloads. The member's own workspace comes last: they may be in several.
 */
export function originOf(
  { teamId, enterpriseId: namedEnterprise, isEnterpriseInstall }: AuthorizeSourceData<boolean>,
  body: object,
): Origin {
  const payload = body as Payload;
  const enterpriseId = namedEnterprise ?? payload.enterprise_id ?? undefined;
  if (isAboutOrganization(body)) return { workspaceId: undefined, enterpriseId };
  if (!isEnterpriseInstall) return { workspaceId: teamId, enterpriseId: undefined };
  const { authorizations, context_team_id, team_id, team, view, message, user } = payload;
  const named = [
    authorizations?.[0]?.team_id,
    context_team_id,
    team_id,
    team?.id,
    view?.team_id,
    view?.app_installed_team_id,
    message?.team,
    user?.team_id,
  ];
  return { workspaceId: named.find((id) => id && id !== enterpriseId) ?? undefined, enterpriseId };
}
