// The answers to the commands of admins: who may do what, and the settings.
import type { ChangeSettings } from '../../usecases/workspace/change-settings.ts';
import type { WhoMay } from '../../usecases/workspace/roles.ts';
import { accessGranted, accessRevoked, memberNotNamed, notGrantable } from '../views/admin/access-changed.ts';
import { accessList, shownGrants } from '../views/admin/access-list.ts';
import { settingsList } from '../views/admin/settings-list.ts';
import type { Members } from '../web/members.ts';
import type { Answers } from './answer.ts';

type Parts = {
  readonly whoMay: WhoMay;
  readonly members: Members;
  readonly changeSettings: ChangeSettings;
};

type AdminAnswers = Pick<Answers, 'access' | 'access grant' | 'access revoke' | 'settings'>;

export function adminAnswers({ whoMay, members, changeSettings }: Parts): AdminAnswers {
  return {
    access: async (_, { workspaceId }) => {
      const { grants, ...rest } = await whoMay.all(workspaceId, shownGrants);
      const known = grants.map(async (grant) => ({
        ...grant,
        kind: (await members.identify(workspaceId, grant.memberId)).kind,
      }));
      return accessList({ ...rest, grants: await Promise.all(known) });
    },
    'access grant': async ({ to, role }, { workspaceId, memberId: grantedBy }) => {
      if (to.by === 'name') return memberNotNamed(to.name);
      const { kind, isSlackAdmin } = await members.identify(workspaceId, to.id);
      if (kind !== 'member') return notGrantable(to.id, kind);
      const grant = { memberId: to.id, role };
      await whoMay.grant(workspaceId, grant, grantedBy);
      return accessGranted(grant, isSlackAdmin);
    },
    'access revoke': async ({ from }, { workspaceId }) => {
      if (from.by === 'name') return memberNotNamed(from.name);
      const revoked = await whoMay.revoke(workspaceId, from.id);
      return accessRevoked(from.id, revoked, await members.identify(workspaceId, from.id));
    },
    settings: async ({ wanted }, { workspaceId }) => {
      const change = wanted?.outcome === 'read' ? wanted.change : null;
      return settingsList(await changeSettings(workspaceId, change), wanted);
    },
  };
}
