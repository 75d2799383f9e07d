// The `views.*` methods.

import { checkView } from '../block-kit/check-view.ts';
import type { Parts } from '../parts.ts';
import { wireView } from '../wire/view.ts';
import type { View } from '../world/records.ts';
import type { Args } from './args.ts';
import type { Call, Methods } from './method.ts';
import { Refusal, refusalWithMessages } from './refusal.ts';

/** The view of the call. What is wrong with it is said before a trigger is used up. */
function readView(args: Args): unknown {
  const view = args.json('view');
  const complaints = checkView(view);
  if (complaints.length > 0) throw refusalWithMessages('invalid_arguments', complaints);
  return view;
}

export function viewsMethods({ world, views, triggers }: Parts): Methods {
  const show = (view: View) => ({ view: wireView(world, view) });

  const needHash = (call: Call, view: View | undefined) => {
    const hash = call.args.text('hash');
    if (hash !== undefined && view && hash !== view.hash) throw new Refusal('hash_conflict');
  };

  return {
    'views.open': {
      scopes: [],
      run({ args, installation }) {
        const view = readView(args);
        const { member } = triggers.redeem(args.text('trigger_id'));
        return show(views.open(installation.teamId, member, view));
      },
    },
    'views.push': {
      scopes: [],
      run({ args, installation }) {
        const view = readView(args);
        const { member, viewId } = triggers.redeem(args.text('trigger_id'));
        const below = viewId === undefined ? undefined : views.find(viewId);
        if (!below?.open) throw new Refusal('invalid_trigger_id');
        return show(views.open(installation.teamId, member, view, below));
      },
    },
    'views.update': {
      scopes: [],
      run(call) {
        const view = views.find(call.args.text('view_id') ?? call.args.text('external_id'));
        if (!view?.open || view.teamId !== call.installation.teamId) throw new Refusal('not_found');
        needHash(call, view);
        return show(views.update(view, readView(call.args)));
      },
    },
    'views.publish': {
      scopes: [],
      run(call) {
        const member = world.members.get(call.args.text('user_id') ?? '');
        if (!member) throw new Refusal('invalid_arguments');
        return show(views.publish(call.installation.teamId, member.id, readView(call.args)));
      },
    },
  };
}
