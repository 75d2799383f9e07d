// Drops the delimiters that a spreadsheet adds at the end of lines whose own delimiter it doesn't know: `Ada;Oslo,,`.

const padded = /([,;\t|])[\r\n]*$/u;

/** The delimiter at the end of the header line that pads it; `null` if nothing does. */
export function findPadding(headerLine: string, delimiter: string): string | null {
  const last = padded.exec(headerLine)?.[1] ?? delimiter;
  return last === delimiter ? null : last;
}

export function dropPadding(cells: readonly string[], padding: string): readonly string[] {
  const last = cells.at(-1) ?? '';
  let end = last.length;
  while (last[end - 1] === padding) end--;
  return end === last.length ? cells : [...cells.slice(0, -1), last.slice(0, end)];
}
