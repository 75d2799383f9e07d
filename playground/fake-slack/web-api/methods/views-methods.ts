// The `views.*` methods.
import { checkView } from '../../block-kit/check-view.ts';
import { serializeView } from '../../serializers/serialize-view.ts';
import type { View } from '../../world/records.ts';
import type { Args } from '../args.ts';
import type { BotMethods, Call } from '../method.ts';
import { SlackError, slackErrorWithMessages } from '../slack-error.ts';

export const viewsMethods: BotMethods = {
  'views.open': {
    scopes: [],
    run({ world, views, triggers }, { args }) {
      const view = readView(args);
      const { member, teamId } = triggers.redeem(args.text('trigger_id'));
      return { view: serializeView(world, views.open(teamId, member, view)) };
    },
  },
  'views.push': {
    scopes: [],
    run({ world, views, triggers }, { args }) {
      const view = readView(args);
      const { member, teamId, viewId } = triggers.redeem(args.text('trigger_id'));
      const parent = viewId === undefined ? undefined : views.find(viewId);
      if (!parent?.open) throw new SlackError('invalid_trigger_id');
      return { view: serializeView(world, views.open(teamId, member, view, parent)) };
    },
  },
  'views.update': {
    scopes: [],
    run({ world, views }, call) {
      const view = views.find(call.args.text('view_id') ?? call.args.text('external_id'));
      if (!view?.open || view.teamId !== call.installation.teamId) throw new SlackError('not_found');
      requireHash(call, view);
      return { view: serializeView(world, views.update(view, readView(call.args))) };
    },
  },
  'views.publish': {
    scopes: [],
    run({ world, views }, call) {
      const member = world.members.get(call.args.text('user_id') ?? '');
      if (!member) throw new SlackError('invalid_arguments');
      const view = views.publish(call.installation.teamId, member.id, readView(call.args));
      return { view: serializeView(world, view) };
    },
  },
};

/** Reads the `view` argument. Validated before a trigger is redeemed, so an invalid view doesn't use up the trigger. */
function readView(args: Args): unknown {
  const view = args.json('view');
  const errors = checkView(view);
  if (errors.length > 0) throw slackErrorWithMessages('invalid_arguments', errors);
  return view;
}

/** @throws SlackError `hash_conflict` if the call has the hash of another version of the view */
function requireHash(call: Call, view: View): void {
  const hash = call.args.text('hash');
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
}
