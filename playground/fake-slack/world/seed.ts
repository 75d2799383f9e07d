// The default workspace: a small support company with one member of every kind and a few channels.

import type { Provisioning } from './provisioning.ts';
import type { Installation } from './records.ts';
import type { World } from './world.ts';

/** The ids are fixed, so the app's stored data still matches after a restart of the fake. */
const team = 'T0HARBOR1';
const partner = 'T0PARTNER';

/**
 * Fills the world and returns the app's installation. Members: olga (owner), dana (admin), lee and mia (ordinary), sam
 * (guest), gus (guest of one channel), rosa (deactivated), helper (another bot), and pat of another company. Channels:
 * `#end-users` with the bot and every member; `#random` without the bot; `#private-desk`, private, with the bot;
 * `#with-guests` with the bot, sam, and gus; `#with-partner`, shared with pat's company, with the bot; `#old-imports`, archived.
 */
export function seed(world: World, provisioning: Provisioning): Installation {
  provisioning.addWorkspace({ id: team, name: 'Harbor Support', domain: 'harbor-support' });
  const add = (
    name: string,
    realName: string,
    rest: Partial<Parameters<typeof provisioning.addMember>[0]> = {},
  ) =>
    provisioning.addMember({
      id: `U0${name.toUpperCase().padEnd(7, '0')}`,
      name,
      realName,
      workspace: team,
      ...rest,
    });
  add('olga', 'Olga Brandt', { kind: 'primary owner' });
  add('dana', 'Dana Whitfield', { kind: 'admin' });
  add('lee', 'Lee Okafor');
  add('mia', 'Mia Lindqvist');
  add('sam', 'Sam Ferreira', { kind: 'guest' });
  add('gus', 'Gus Moretti', { kind: 'single-channel guest' });
  add('rosa', 'Rosa Keller', { kind: 'deactivated' });
  add('helper', 'Another bot', { kind: 'bot' });

  provisioning.addWorkspace({ id: partner, name: 'Partner Ltd', domain: 'partner' });
  add('pat', 'Pat Jensen', { workspace: partner });

  const installation = provisioning.install({ workspace: team, token: 'xoxb-harbor-support-bot' });
  const bot = installation.botUserId;
  const everyone = ['olga', 'dana', 'lee', 'mia', 'helper'];
  provisioning.addChannel({
    id: 'C0ENDUSERS',
    name: 'end-users',
    workspace: team,
    members: [...everyone, bot],
  });
  provisioning.addChannel({ id: 'C0RANDOM00', name: 'random', workspace: team, members: everyone });
  provisioning.addChannel({
    id: 'C0GUESTS00',
    name: 'with-guests',
    workspace: team,
    members: ['dana', 'lee', 'sam', 'gus', bot],
  });
  provisioning.addChannel({
    id: 'C0PRIVATE0',
    name: 'private-desk',
    kind: 'private',
    workspace: team,
    members: ['dana', 'lee', bot],
  });
  const shared = provisioning.addChannel({
    id: 'C0PARTNER0',
    name: 'with-partner',
    workspace: team,
    members: ['dana', 'lee', bot],
    sharedWith: [partner],
  });
  shared.members.add(world.members.get('U0PAT0000')?.id ?? '');
  provisioning.addChannel({
    id: 'C0OLD00000',
    name: 'old-imports',
    workspace: team,
    members: ['dana', bot],
    archived: true,
  });
  return installation;
}
