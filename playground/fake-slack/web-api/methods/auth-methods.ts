// The `auth.*` methods.
import { revoke } from '../../world/uninstall.ts';
import { installationsWith } from '../../world/world.ts';
import type { BotMethods } from '../method.ts';
import { paginate } from '../paginate.ts';

export const authMethods: BotMethods = {
  'auth.test': {
    scopes: [],
    run({ world }, { installation, bot }) {
      const workspace = world.workspaces.get(installation.teamId);
      const enterprise = world.enterprises.get(installation.enterpriseId ?? workspace?.enterpriseId ?? '');
      return {
        url: workspace
          ? `https://${workspace.domain}.slack.com/`
          : 'https://an-enterprise.enterprise.slack.com/',
        team: workspace?.name ?? enterprise?.name ?? '',
        user: bot.name,
        team_id: installation.teamId,
        user_id: bot.id,
        bot_id: installation.botId,
        ...(enterprise ? { enterprise_id: enterprise.id } : {}),
        is_enterprise_install: installation.enterpriseId !== undefined,
      };
    },
  },
  // https://docs.slack.dev/reference/methods/auth.teams.list: the workspaces that granted access to the app.
  'auth.teams.list': {
    scopes: [],
    run({ world, settings }, { args, installation }) {
      const granted = installationsWith(world, installation.token).map(({ teamId }) => teamId);
      const teams = granted.flatMap((id) => world.workspaces.get(id) ?? []);
      const { items, response_metadata } = paginate(teams, args, 100, settings.pageSize);
      return { teams: items.map(({ id, name }) => ({ id, name })), response_metadata };
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
