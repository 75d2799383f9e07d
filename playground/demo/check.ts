// Checks what the demo sees. A failed check ends the demo with a sentence.

export class UnexpectedResultError extends Error {
  override readonly name = 'UnexpectedResultError';
}

/** @throws UnexpectedResultError with the expectation, and below it what was `seen` instead, if `holds` is false */
export function check(holds: boolean, expectation: string, seen = ''): void {
  if (!holds) throw new UnexpectedResultError(seen === '' ? expectation : `${expectation}\n\n${seen}`);
}

/** @throws UnexpectedResultError if `text` lacks one of the phrases */
export function checkPhrases(what: string, text: string, phrases: readonly string[]): void {
  for (const phrase of phrases) check(text.includes(phrase), `${what} should say “${phrase}”.`, text);
}
