// How the content of a cell is shown inside a sentence: in quotes, on one line, shortened.

const longest = 40;

/** `"Ana"`, or `"Lorem ipsum dolor sit…"` with at most 40 characters of the cell. */
export function quoteCell(text: string): string {
  // Cut before anything else: the cell may be a megabyte long.
  const start = text
    .slice(0, 4 * longest)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(start);
  const whole = characters.length <= longest && text.length <= 4 * longest;
  return whole ? `"${start}"` : `"${characters.slice(0, longest).join('').trimEnd()}…"`;
}
