// Serializes a member as in `users.info` and `users.list`.
// Shape: https://docs.slack.dev/reference/objects/user-object.
import type { Json, Member, MemberKind } from '../world/records.ts';
import { kindIn, type World } from '../world/world.ts';

/** The flags of a kind. A deactivated member lacks most of them, as documented for the user object. */
function flags(kind: MemberKind): Json {
  if (kind === 'deactivated') return { deleted: true, is_bot: false, is_app_user: false };
  return {
    deleted: false,
    is_admin: kind === 'admin' || kind === 'owner' || kind === 'primary owner',
    is_owner: kind === 'owner' || kind === 'primary owner',
    is_primary_owner: kind === 'primary owner',
    is_restricted: kind === 'guest' || kind === 'single-channel guest',
    is_ultra_restricted: kind === 'single-channel guest',
    is_bot: kind === 'bot',
    is_app_user: false,
  };
}

/** The id of the app that the bot belongs to; empty for other bots. */
function appOf(world: World, { id, teamId }: Member): string {
  const installation = world.installations.get(teamId);
  return installation?.botUserId === id ? installation.appId : '';
}

/** `is_stranger` in the docs: a member of another workspace who is in no channel that the app can see. */
function isStranger(world: World, member: Member, viewer: string): boolean {
  if (kindIn(member, viewer) !== undefined) return member.stranger;
  const bot = world.installations.get(viewer)?.botUserId ?? '';
  return ![...world.channels.values()].some(
    ({ kind, members }) => members.has(member.id) && (kind === 'public' || members.has(bot)),
  );
}

/** `viewer` is the id of the calling workspace. A member's `team_id` is always the member's own workspace. */
export function serializeMember(world: World, member: Member, viewer: string): Json {
  const enterpriseId = world.workspaces.get(member.teamId)?.enterpriseId;
  return {
    id: member.id,
    team_id: member.teamId,
    name: member.name,
    real_name: member.realName,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: member.tzOffset,
    color: '9f69e7',
    profile: {
      title: '',
      phone: '',
      skype: '',
      status_text: '',
      status_emoji: '',
      status_emoji_display_info: [],
      status_expiration: 0,
      avatar_hash: '',
      image_48: '',
      image_192: '',
      real_name: member.realName,
      real_name_normalized: member.realName,
      display_name: member.name,
      display_name_normalized: member.name,
      team: member.teamId,
      ...(member.botId ? { bot_id: member.botId, api_app_id: appOf(world, member) } : {}),
    },
    ...flags(kindIn(member, viewer) ?? member.kind),
    ...(isStranger(world, member, viewer) ? { is_stranger: true } : {}),
    ...(enterpriseId
      ? {
          enterprise_user: {
            id: member.id,
            enterprise_id: enterpriseId,
            enterprise_name: 'An enterprise',
            is_admin: member.organizationRole !== undefined,
            is_owner: member.organizationRole === 'owner',
            teams: [member.teamId, ...Object.keys(member.alsoIn)],
          },
        }
      : {}),
    updated: 1_700_000_000,
    who_can_share_contact_card: 'EVERYONE',
  };
}
