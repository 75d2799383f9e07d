// Finds long runs of line ends in a piece of text: the parser would take a second for a million blank lines.

const lf = 0x0a;
const cr = 0x0d;

/** A shorter run is not worth the cut. */
const minRunBytes = 64;

export type Segment = { readonly text: Buffer; readonly isBlankRun: boolean };

/**
 * Cuts a piece into text and runs of line ends. The line end before a run stays with the text, because it ends the row
 * there; so does a CR at the end of the piece, because an LF may follow.
 */
export function* cutAtBlankRuns(piece: Buffer): Generator<Segment, void, undefined> {
  let begun = 0;
  for (let i = 0; i < piece.length; i++) {
    const first = i;
    while (piece[i] === lf || piece[i] === cr) i++;
    if (i - first < minRunBytes) continue;
    const from = first + (piece[first] === cr && piece[first + 1] === lf ? 2 : 1);
    const to = i === piece.length && piece[i - 1] === cr ? i - 1 : i;
    yield { text: piece.subarray(begun, from), isBlankRun: false };
    yield { text: piece.subarray(from, to), isBlankRun: true };
    begun = to;
  }
  if (begun < piece.length) yield { text: piece.subarray(begun), isBlankRun: false };
}
