// A member may not do what was asked for: whom to ask.
import { dotted, type Line, member, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

const shown = 3;

/** `what` completes "You may not …"; `ask` are the ids of members who can give the right, the best first, none when nobody can. */
export function notAllowed(what: string, ask: readonly string[]): View {
  return view(
    lines(say`You may not ${what} in this workspace. Nothing was done.`, whomToAsk(ask.slice(0, shown))),
  );
}

function whomToAsk(ask: readonly string[]): Line {
  if (ask.length === 0)
    return say`Guests and people of other companies can't. Please ask a member of this workspace to do it.`;
  return say`${ask.length === 1 ? 'This member' : 'These members'} can give you the right: ${dotted(ask.map(member))}`;
}
