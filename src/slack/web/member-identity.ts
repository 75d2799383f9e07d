// What Slack's data about a person says about them in a workspace.
import type { UsersInfoResponse } from '@slack/web-api';

/** `stranger`: someone from another company, in a shared channel. */
export type MemberKind = 'member' | 'guest' | 'bot' | 'stranger' | 'deactivated';

export type MemberIdentity = {
  readonly kind: MemberKind;
  /** Whether they are an admin or owner of the workspace in Slack, and therefore an admin here. */
  readonly isSlackAdmin: boolean;
};

/** As `users.info` and `users.list` return them. */
export type SlackUser = NonNullable<UsersInfoResponse['user']>;

export const outsider = (kind: Exclude<MemberKind, 'member'>): MemberIdentity => ({
  kind,
  isSlackAdmin: false,
});

/** @param enterpriseId of an org-wide installation: the organization's admins are admins in all of its workspaces */
export function identityOf(
  user: SlackUser,
  workspaceId: string,
  enterpriseId: string | null,
): MemberIdentity {
  if (user.deleted) return outsider('deactivated');
  if (user.is_bot || user.id === 'USLACKBOT') return outsider('bot');
  const { enterprise_user: inOrganization } = user;
  // `is_stranger` is not enough: compare the team. On Enterprise Grid, a member lists the teams that they are in.
  const teams = [user.team_id, ...(inOrganization?.teams ?? [])];
  if (!teams.includes(workspaceId) || user.is_stranger) return outsider('stranger');
  if (user.is_restricted || user.is_ultra_restricted) return outsider('guest');
  const isAdminHere = user.is_admin || user.is_owner || user.is_primary_owner;
  const isOfOrganization = enterpriseId !== null && inOrganization?.enterprise_id === enterpriseId;
  const isAdminOfAll = isOfOrganization && (inOrganization.is_admin || inOrganization.is_owner);
  return { kind: 'member', isSlackAdmin: Boolean(isAdminHere || isAdminOfAll) };
}
