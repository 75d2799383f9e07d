// The workspace that the fake starts with: a small support company, one member of every kind, a few channels.

import type { Populate } from './populate.ts';
import type { Installation } from './records.ts';
import type { World } from './world.ts';

/** Ids of the seed are fixed, so that data kept by the app still fits after a restart of the fake. */
const team = 'T0HARBOR1';
const partner = 'T0PARTNER';

/**
 * Fills the world and returns the app's installation. In `#end-users` are the bot, dana (admin), lee, sam (guest)
 * and olga (owner); `#random` is without the bot; `#private-desk` is private, with the bot; `#with-partner` is
 * shared with another company, whose pat is in it.
 */
export function seed(world: World, populate: Populate): Installation {
  populate.addWorkspace({ id: team, name: 'Harbor Support', domain: 'harbor-support' });
  const add = (
    name: string,
    realName: string,
    rest: Partial<Parameters<typeof populate.addMember>[0]> = {},
  ) =>
    populate.addMember({
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

  populate.addWorkspace({ id: partner, name: 'Partner Ltd', domain: 'partner' });
  add('pat', 'Pat Jensen', { workspace: partner });

  const installation = populate.install({ workspace: team, token: 'xoxb-harbor-support-bot' });
  const bot = installation.botUserId;
  const everyone = ['olga', 'dana', 'lee', 'mia', 'sam', 'helper'];
  populate.addChannel({
    id: 'C0ENDUSERS',
    name: 'end-users',
    workspace: team,
    members: [...everyone, 'gus', bot],
  });
  populate.addChannel({ id: 'C0RANDOM00', name: 'random', workspace: team, members: everyone });
  populate.addChannel({
    id: 'C0PRIVATE0',
    name: 'private-desk',
    kind: 'private',
    workspace: team,
    members: ['dana', 'lee', bot],
  });
  const shared = populate.addChannel({
    id: 'C0PARTNER0',
    name: 'with-partner',
    workspace: team,
    members: ['dana', 'lee', bot],
    sharedWith: [partner],
  });
  shared.members.add(world.members.get('U0PAT0000')?.id ?? '');
  populate.addChannel({
    id: 'C0OLD00000',
    name: 'old-imports',
    workspace: team,
    members: ['dana', bot],
    archived: true,
  });
  return installation;
}
