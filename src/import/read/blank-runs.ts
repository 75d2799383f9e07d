// Finds long runs of blank lines in a piece of text: the parser would take a second for a million of them.

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;

/** A shorter run is not worth the cut. */
const minRunBytes = 64;

export type Segment = { readonly text: Buffer; readonly isBlankRun: boolean };

export type BlankRuns = {
  /**
   * Cuts a piece into text and runs of lines without any value: of nothing but spaces and delimiters. The line end before a
   * run stays with the text, because it ends the row there; so does a CR at the end of the piece, because an LF may follow,
   * and a line that the piece doesn't end.
   */
  cut(piece: Buffer): Generator<Segment, void, undefined>;
  /** @returns the end of the run that starts at the line at `from`; `from` if none does */
  endOf(piece: Buffer, from: number): number;
};

/** @param delimiter a single ASCII character */
export function createBlankRuns(delimiter: string): BlankRuns {
  const isBlank = new Uint8Array(256);
  for (const byte of [lf, cr, space, delimiter.charCodeAt(0)]) isBlank[byte] = 1;

  function afterBlank(piece: Buffer, from: number): number {
    let after = from;
    while (after < piece.length && isBlank[piece[after]!] === 1) after++;
    return after;
  }

  const endOfRun = (piece: Buffer, from: number, after: number): number =>
    after - from < minRunBytes ? from : afterLastLineEnd(piece, from, after);

  return {
    *cut(piece) {
      // Nearly every line is not blank, and finding its end natively is faster than looking at each byte.
      const lineEnd = piece.includes(lf) ? lf : cr;
      let begun = 0;
      for (let end = piece.indexOf(lineEnd); end !== -1; ) {
        const from = end + 1;
        const after = afterBlank(piece, from);
        const to = endOfRun(piece, from, after);
        if (to > from) {
          yield { text: piece.subarray(begun, from), isBlankRun: false };
          yield { text: piece.subarray(from, to), isBlankRun: true };
          begun = to;
        }
        end = piece.indexOf(lineEnd, after);
      }
      if (begun < piece.length) yield { text: piece.subarray(begun), isBlankRun: false };
    },
    endOf: (piece, from) => endOfRun(piece, from, afterBlank(piece, from)),
  };
}

/** @returns `from` if there is no line end */
function afterLastLineEnd(piece: Buffer, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) {
    if (piece[i] === lf) return i + 1;
    // At the end of the piece, an LF may follow.
    if (piece[i] === cr && i + 1 < piece.length) return i + 1;
  }
  return from;
}
