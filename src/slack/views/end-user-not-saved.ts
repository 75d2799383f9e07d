// What was filled into a form could not be saved, and the form is gone.
import { say } from './line.ts';
import { shorten } from './literal.ts';
import { bullets, lines } from './part.ts';
import { type View, view } from './view.ts';

export function endUserNotSaved(problems: readonly string[]): View {
  return view(
    lines(say`🚫 That was not saved, and nothing was changed:`),
    bullets(problems.map((problem) => say`${shorten(problem, 300)}`)),
    lines(say`Please open the form again.`),
  );
}
