// The `auth.*` methods.
import { revoke } from '../../world/uninstall.ts';
import type { BotMethods } from '../method.ts';

export const authMethods: BotMethods = {
  'auth.test': {
    scopes: [],
    run({ world }, { installation, bot }) {
      const workspace = world.workspaces.get(installation.teamId);
      return {
        url: `https://${workspace?.domain ?? ''}.slack.com/`,
        team: workspace?.name ?? '',
        user: bot.name,
        team_id: installation.teamId,
        user_id: bot.id,
        bot_id: installation.botId,
        ...(workspace?.enterpriseId ? { enterprise_id: workspace.enterpriseId } : {}),
        is_enterprise_install: false,
      };
    },
  },
  'auth.revoke': {
    scopes: [],
    run({ world, events }, { args, installation }) {
      if (args.flag('test')) return { revoked: false };
      revoke(world, events, installation);
      return { revoked: true };
    },
  },
};
