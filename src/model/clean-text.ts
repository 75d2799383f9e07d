// Removes from the ends of a text what is not part of it: whitespace, and characters that nobody can see.

/**
 * Inclusive ranges of UTF-16 units: control characters, whitespace of all kinds, and invisible format characters. Without
 * 0x80 to 0x9f except NEL: these are halves of garbled letters.
 */
export const outerRanges = [
  [0x01, 0x20],
  [0x7f, 0x7f],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
] as const;

/** Whether a character is removed from the ends of a text, and must not be inside an email address. */
export function isOuter(code: number): boolean {
  if (code <= 0x20) return true;
  return code >= 0x7f && outerRanges.some(([from, to]) => code >= from && code <= to);
}

/** Loops instead of a regular expression, which would take quadratic time for a long run of spaces inside a text. */
export function trimOuter(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isOuter(text.charCodeAt(from))) from++;
  while (to > from && isOuter(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** The form in which text is stored: without whitespace around it, and in NFC, so that the same letters are the same text. */
export function cleanText(text: string): string {
  const trimmed = trimOuter(text);
  return /[^\x00-\x7f]/.test(trimmed) ? trimmed.normalize('NFC') : trimmed;
}
