// An answer to a command or a click that failed on our side.
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

/** `reference` is what the log knows the failure by. */
export function somethingBroke(reference: string): View {
  return view(
    lines(
      say`💥 Sorry, something broke on our side, and that was not done.`,
      say`Please try again in a minute. If it fails again, give this reference to whoever runs the app: ${code(reference)}`,
    ),
  );
}
