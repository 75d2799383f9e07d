// Counts the lines of a text that comes in pieces: CRLF, LF, and CR each end a line.

const lf = 0x0a;
const cr = 0x0d;

export type LineCount = {
  /** The line that the text has reached; the first is 1. */
  line(): number;
  add(text: Buffer): void;
};

export function createLineCount(): LineCount {
  let line = 1;
  let endsWithCr = false;
  return {
    line: () => line,
    add(text) {
      if (text.length === 0) return;
      if (endsWithCr && text[0] === lf) line--;
      endsWithCr = text[text.length - 1] === cr;
      for (let at = text.indexOf(lf); at !== -1; at = text.indexOf(lf, at + 1)) line++;
      for (let at = text.indexOf(cr); at !== -1; at = text.indexOf(cr, at + 1)) {
        if (text[at + 1] !== lf) line++;
      }
    },
  };
}
