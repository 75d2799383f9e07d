// Wraps long lines between words.

/** Table rows are not wrapped: a wrapped table is unreadable. */
const tableRow = /^[┌│├└]/;

/** Limits every line to `width` characters, except single words that are longer. List items get a hanging indent. */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (tableRow.test(line) ? [line] : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const indent = /^(• |\d+\. )/.exec(line)?.[0].length ?? 0;
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' || last === ' '.repeat(indent) ? `${last}${word}` : `${last} ${word}`;
    if (longer.length <= width || last.trim() === '') lines[lines.length - 1] = longer;
    else lines.push(`${' '.repeat(indent)}${word}`);
  }
  return lines;
}
