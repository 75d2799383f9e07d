// How the content of a cell is shown inside a sentence: in quotes, on one line, shortened.

const maxLength = 40;

/** The text on one line, at most 40 characters of it, with `…` for the rest. */
export function shortenCell(text: string): string {
  if (text.length <= maxLength && !/\s/.test(text)) return text;
  // Cut before anything else: a cell may be a megabyte long.
  const start = text
    .slice(0, 4 * maxLength)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(start);
  if (characters.length <= maxLength && text.length <= 4 * maxLength) return start;
  return `${characters.slice(0, maxLength).join('').trimEnd()}…`;
}

/** `"Ana"`, or `"Lorem ipsum dolor sit…"`. */
export const quoteCell = (text: string): string => `"${shortenCell(text)}"`;
