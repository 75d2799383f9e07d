// Makes text that others wrote (cells, names, file names) harmless to show: one line, no tricks, no floods.

// What turns the direction of the text after it, can't be seen at all, or is half a character.
const unseen =
  /[\p{Cc}\p{Cs}\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu;

// Part of many a character (emoji, Persian, Hindi), and alone nothing to see.
const seenOnlyWithOthers = /[\s\u00ad\u200c]|\u200d|[\ufe00-\ufe0f]|[\u{e0000}-\u{e007f}]/gu;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** At most `limit` characters of a text, on one line; what would act on the text around it shows as `�`. */
export function shorten(text: string, limit: number): string {
  // Cut first: the cell of a note can hold 65,535 characters.
  const start = text
    .slice(0, 2 * limit + 2)
    .replace(/\r\n?|[\n\u2028\u2029]/g, '↵')
    .replaceAll('\t', ' ')
    .replace(unseen, '�');
  if (start.length <= limit) return start;
  const withoutHalfCharacter = start.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${withoutHalfCharacter.trimEnd()}…`;
}

/** A text with nothing to see in it as a dash: Slack takes no empty one. */
export function orDash(text: string): string {
  return text.replace(seenOnlyWithOthers, '') === '' ? '–' : text;
}

/** The same inside a sentence: a name written from right to left doesn't reorder the words around it. */
export function inSentence(text: string, limit: number): string {
  const short = shorten(text, limit);
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}
