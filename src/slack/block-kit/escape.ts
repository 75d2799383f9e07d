// Makes text from others (cells, names, file names) safe to show: one line, no invisible tricks, limited length.

// Characters that change the direction of the text after them, invisible characters, and halves of surrogate pairs.
const unsafe =
  /[\p{Cc}\p{Cs}\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu;

// White space, and parts of emoji and of Persian and Hindi letters, which are invisible on their own. Ends at the first
// visible character, so long texts cost nothing.
const onlyInvisible = /^(?:[\s\u00ad\u200c]|\u200d|[\ufe00-\ufe0f]|[\u{e0000}-\u{e007f}])*$/u;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** At most `limit` characters of a text, on one line. Characters that would affect the text around them show as `�`. */
export function shorten(text: string, limit: number): string {
  // Cut first: a cell can have 65,535 characters.
  const start = text
    .slice(0, 2 * limit + 2)
    .replace(/\r\n?|[\n\u2028\u2029]/g, '↵')
    .replaceAll('\t', ' ')
    .replace(unsafe, '�');
  if (start.length <= limit) return start;
  const withoutHalfCharacter = start.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${withoutHalfCharacter.trimEnd()}…`;
}

/** A dash for a text without visible characters: Slack rejects empty texts. */
export function orDash(text: string): string {
  return onlyInvisible.test(text) ? '–' : text;
}

/** `shorten`, for use inside a sentence: a name written from right to left doesn't reorder the words around it. */
export function inSentence(text: string, limit: number): string {
  const short = shorten(text, limit);
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}
