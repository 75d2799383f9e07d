// A scan ahead of the CSV parser, for what it doesn't tell: physical lines, quotes that go wrong, endless rows.
//
// It follows the parser's rules: a quote opens a cell only as its first character, two quotes inside are one,
// and every CRLF, LF or CR outside of quotes ends a row.
import { WrongFile } from '../model/wrong-file.ts';

export type TextScanner = {
  /** Takes the next text. Throws `WrongFile` for a quote that never closes and for a row over the limit. */
  scan(text: Buffer): void;
  /** To be called after the last text; throws `WrongFile` when a quote is still open. */
  end(): void;
  /** Line of the character at this offset; offsets must not decrease from call to call. */
  lineAt(offset: number): number;
  /** Whether a quote before this offset was followed by text, as in `"a"b`; each is told once. */
  brokenQuoteBefore(offset: number): boolean;
  /** Line that the scan has reached. */
  line(): number;
};

const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

// What a quote inside of a quoted cell turns out to be is known at the next character.
type State = 'outside' | 'inside' | 'after-quote';

export const createTextScanner = (delimiter: string, firstLine: number, maxRowBytes: number): TextScanner => {
  const separator = delimiter.charCodeAt(0);
  let state: State = 'outside';
  let offset = 0;
  let line = firstLine;
  let previous = lf;
  let rowStart = { offset: 0, line: firstLine };
  let openLine = 0;
  const breaks = queue();
  const broken = queue();
  let lineTold = firstLine;

  const closeQuote = (byte: number, at: number): void => {
    if (byte === quote) state = 'inside';
    else {
      state = 'outside';
      if (byte === separator || byte === lf || byte === cr) return;
      // Rows were swallowed between the two quotes; which ones nobody can tell.
      if (line !== openLine) throw unclosedQuote(openLine, line);
      broken.push(at);
    }
  };

  const scanUpTo = (text: Buffer, from: number, to: number): number => {
    const base = offset;
    for (let i = from; i < to; i++) {
      const byte = text[i]!;
      if (state === 'after-quote') {
        closeQuote(byte, base + i);
        if (byte === quote) {
          previous = byte;
          continue;
        }
      }
      if (byte === quote) {
        if (state === 'inside') state = 'after-quote';
        else if (previous === separator || previous === lf || previous === cr) {
          state = 'inside';
          openLine = line;
        }
      } else if (byte === lf || byte === cr) {
        if (byte === cr || previous !== cr) {
          line++;
          breaks.push(base + i + 1);
        }
        if (state === 'outside') {
          rowStart = { offset: base + i + 1, line };
          previous = byte;
          return i + 1;
        }
      }
      previous = byte;
    }
    return to;
  };

  return {
    scan(text) {
      let i = 0;
      while (i < text.length) {
        const limit = rowStart.offset + maxRowBytes - offset;
        i = scanUpTo(text, i, Math.min(text.length, limit));
        if (i < limit || rowStart.offset === offset + i) continue;
        throw state === 'inside' ? unclosedQuote(openLine, null) : rowTooLong(rowStart.line, maxRowBytes);
      }
      offset += text.length;
    },
    end() {
      if (state === 'inside') throw unclosedQuote(openLine, null);
    },
    lineAt(at) {
      lineTold += breaks.takeUpTo(at);
      return lineTold;
    },
    brokenQuoteBefore: (at) => broken.takeUpTo(at - 1) > 0,
    line: () => line,
  };
};

/** Ascending numbers, put in at one end and counted off at the other. */
const queue = () => {
  let numbers: number[] = [];
  let taken = 0;
  return {
    push: (number: number): void => void numbers.push(number),
    takeUpTo(limit: number): number {
      const before = taken;
      while (taken < numbers.length && numbers[taken]! <= limit) taken++;
      const count = taken - before;
      if (taken === numbers.length) {
        numbers = [];
        taken = 0;
      }
      return count;
    },
  };
};

const unclosedQuote = (openLine: number, nextLine: number | null): WrongFile =>
  new WrongFile({
    code: 'quote-unclosed',
    reason: `a quote opened on line ${openLine} is never closed${nextLine ? ` (the next one, on line ${nextLine}, has text after it)` : ''}`,
    remedy: 'Mend that line and share the file again.',
    line: openLine,
  });

const rowTooLong = (line: number, maxRowBytes: number): WrongFile =>
  new WrongFile({
    code: 'row-too-long',
    reason: `the row on line ${line} is longer than ${maxRowBytes.toLocaleString('en-US')} bytes`,
    remedy: 'Shorten that row, or check that the file is a CSV, and share it again.',
    line,
  });
