// Breaks long lines of a text between words, so that a terminal needn't.

/** Lines of a table stay whole: broken they could not be read at all. */
const partOfTable = /^[┌│├└]/;

/** Every line at most `width` characters, unless a single word is longer; list items hang under their text. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (partOfTable.test(line) ? [line] : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const hang = /^(• |\d+\. )/.exec(line)?.[0].length ?? 0;
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' || last === ' '.repeat(hang) ? `${last}${word}` : `${last} ${word}`;
    if (longer.length <= width || last.trim() === '') lines[lines.length - 1] = longer;
    else lines.push(`${' '.repeat(hang)}${word}`);
  }
  return lines;
}
