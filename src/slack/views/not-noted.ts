// What a member is told of a message whose files could not even be noted, or that could not be answered.
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

/** `reference` is what the log knows the failure by. */
export function notNoted(reference: string): View {
  return view(
    lines(
      say`💥 Sorry, something broke on our side, and your message got lost. Nothing was read or changed.`,
      say`Please send it again in a few minutes. If it fails again, give this reference to whoever runs the app: ${code(reference)}`,
    ),
  );
}
