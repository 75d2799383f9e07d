// Shows the content of a cell inside a sentence: in quotes, on one line, shortened.

const maxLength = 40;

/** Returns the text on one line: at most 40 characters, with `…` for the rest. */
export function shortenCell(text: string): string {
  if (text.length <= maxLength && !/\s/.test(text)) return text;
  // Cut first: a cell can be a megabyte long.
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
