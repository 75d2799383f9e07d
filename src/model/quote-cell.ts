// How the content of a cell is shown inside a sentence: in quotes, on one line, shortened.

const longest = 40;

/** The text on one line, at most 40 characters of it, with `…` for the rest. */
export function shortenCell(text: string): string {
  if (text.length <= longest && !/\s/.test(text)) return text;
  // Cut before anything else: a cell may be a megabyte long.
  const start = text
    .slice(0, 4 * longest)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(start);
  if (characters.length <= longest && text.length <= 4 * longest) return start;
  return `${characters.slice(0, longest).join('').trimEnd()}…`;
}

/** `"Ana"`, or `"Lorem ipsum dolor sit…"`. */
export const quoteCell = (text: string): string => `"${shortenCell(text)}"`;
