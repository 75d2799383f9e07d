// Ends the demo with a sentence when something is not as a member would expect it.

/** What the demo saw is not what it should have seen. */
export class UnexpectedResultError extends Error {
  override readonly name = 'UnexpectedResultError';
}

/** Throws UnexpectedResultError with `otherwise`, and with `seen` below it, when `holds` is false. */
export function expected(holds: boolean, otherwise: string, seen = ''): void {
  if (!holds) throw new UnexpectedResultError(seen === '' ? otherwise : `${otherwise}\n\n${seen}`);
}

/** Every one of `phrases` must be in `text`, as a person would read it. */
export function expectedToSay(what: string, text: string, phrases: readonly string[]): void {
  for (const phrase of phrases) expected(text.includes(phrase), `${what} should say “${phrase}”.`, text);
}
