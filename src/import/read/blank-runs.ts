// Finds long runs of blank lines in a piece of text: the parser would take a second for a million of them.

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;

/** A shorter run is not worth the cut. */
const minRunBytes = 64;

export type Segment = { readonly text: Buffer; readonly isBlankRun: boolean };

/**
 * Creates a function that cuts a piece into text and runs of lines without any value: of nothing but spaces and
 * delimiters. The line end before a run stays with the text, because it ends the row there; so does a CR at the end of the
 * piece, because an LF may follow, and a line that the piece doesn't end.
 *
 * @param delimiter a single ASCII character
 */
export function createBlankRunCutter(
  delimiter: string,
): (piece: Buffer) => Generator<Segment, void, undefined> {
  const isBlank = new Uint8Array(256);
  for (const byte of [lf, cr, space, delimiter.charCodeAt(0)]) isBlank[byte] = 1;

  return function* cut(piece) {
    let begun = 0;
    for (let i = 0; i < piece.length; i++) {
      if (isBlank[piece[i]!] === 0) continue;
      const first = i;
      while (i < piece.length && isBlank[piece[i]!] === 1) i++;
      if (i - first < minRunBytes) continue;
      const from = afterFirstLineEnd(piece, first, i);
      const to = afterLastLineEnd(piece, from, i);
      if (to <= from) continue;
      yield { text: piece.subarray(begun, from), isBlankRun: false };
      yield { text: piece.subarray(from, to), isBlankRun: true };
      begun = to;
    }
    if (begun < piece.length) yield { text: piece.subarray(begun), isBlankRun: false };
  };
}

/** @returns the end of the run if it has no line end */
function afterFirstLineEnd(piece: Buffer, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (piece[i] === lf) return i + 1;
    if (piece[i] === cr) return piece[i + 1] === lf ? i + 2 : i + 1;
  }
  return to;
}

function afterLastLineEnd(piece: Buffer, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) {
    if (piece[i] === lf) return i + 1;
    // At the end of the piece, an LF may follow.
    if (piece[i] === cr && i + 1 < piece.length) return i + 1;
  }
  return from;
}
