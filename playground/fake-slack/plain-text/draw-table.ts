// Draws a table as lines of aligned columns.

const graphemes = new Intl.Segmenter();

/** Counts graphemes, so that a letter with combining marks counts once. */
function widthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** The first row is the header. Line breaks in cells become spaces. */
export function drawTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('\n', ' ')));
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    `│ ${widths.map((width, column) => pad(row[column] ?? '', width)).join(' │ ')} │`;
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const [header = [], ...rest] = cells;
  return [
    rule('┌', '┬', '┐'),
    line(header),
    rule('├', '┼', '┤'),
    ...rest.map(line),
    rule('└', '┴', '┘'),
  ].join('\n');
}
