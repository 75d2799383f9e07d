// The cells that spreadsheets see in a CSV file, however their locale or an import dialog makes them split it.

/** Whether a spreadsheet would evaluate the cell, after the characters that it ignores. */
export const startsLikeFormula = (cell: string): boolean =>
  /^[\s\u200b\ufeff"“”]*[=+\-@＝＋－＠]/u.test(cell);

/** The cells of all ways to split the file. */
export function cellsThatSpreadsheetsSee(file: string): string[] {
  // With a single delimiter that isn't ours, a quote inside a line is an ordinary character.
  const literally = [';', '\t', '|'].flatMap((delimiter) =>
    file.split(/\r\n|\n|\r/).flatMap((line) => line.split(delimiter)),
  );
  return [...literally, ...splitAtAll(file)];
}

/** LibreOffice's default: comma, semicolon, and tab together, honoring quotes around a cell. */
function splitAtAll(file: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < file.length; at++) {
    const character = file[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (file[at + 1] === '"') cell += file[++at];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (/[,;\t\r\n]/.test(character)) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}
