// Reads plain rows: goes once over their bytes, and writes them as text for COPY. A row is plain if all checks of rows would
// find nothing about it, and it is written as its cells are. What isn't certain is left to these checks.
import { isBlank } from '../../model/read-cell.ts';
import { type ByteClasses, createByteClasses, seen } from './byte-classes.ts';
import type { CopyBuffer } from './copy-buffer.ts';
import type { CopyForm } from './copy-form.ts';
import { createKnownForms, type KnownForms } from './known-forms.ts';
import { areOrdinaryPlaces, isOrdinaryEmail, isOrdinaryId } from './ordinary-bytes.ts';
import { type PlainColumn, ways } from './plain-columns.ts';
import type { PlainRows } from './read-rows.ts';
import { isOrdinary, mayBeWord, readUploadedCell } from './read-uploaded-cell.ts';
import type { ShapeCheck } from './row-shape.ts';
import { hasDigit } from './shifted-cells.ts';
import { createPlainRowWriter, type FoundRow } from './write-plain-row.ts';

const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

/** A longer text outside the cells that are read is left to the checks. */
const longestIgnored = 65_535;

export type PlainRules = {
  readonly columns: readonly PlainColumn[];
  readonly form: CopyForm;
  readonly delimiter: string;
  readonly unprotect: (text: string) => string;
  readonly shape: ShapeCheck;
  /** Where the rows are written. */
  readonly buffer: CopyBuffer;
  /** Whether rows with letters outside ASCII are needed elsewhere. */
  needsLetters(): boolean;
};

/** `rows`: how many were taken. */
export type PlainReader = PlainRows & { rows(): number };

export function createPlainReader(rules: PlainRules): PlainReader {
  const { columns, shape, unprotect, buffer } = rules;
  const count = columns.length;
  const separator = rules.delimiter.charCodeAt(0);
  const classes: ByteClasses = createByteClasses(rules.delimiter);
  const { scanned } = classes;
  const way = Uint8Array.from(columns, (column) => column.way);
  const limits = Uint32Array.from(columns, ({ column }) => column?.limit ?? longestIgnored);
  const forms: (KnownForms | null)[] = columns.map(({ way: how, column }) =>
    column && (how === ways.number || how === ways.word)
      ? createKnownForms((text) => isOrdinary(text, column), how === ways.number)
      : null,
  );
  const found: FoundRow = {
    text: Buffer.alloc(0),
    line: 0,
    from: new Int32Array(count),
    to: new Int32Array(count),
    texts: columns.map(() => null),
    hasOthers: false,
  };
  const { from: starts, to: ends, texts } = found;
  const write = createPlainRowWriter(rules.form, columns, buffer);
  let line = 0;
  let rows = 0;
  let isCutOff = false;
  // Of the row that is being read.
  let breaks = 0;
  let filled = 0;
  let ordinaryCells = 0;
  let isPerson = false;
  let isNoHeader = false;
  let isFirstSplit = false;

  return {
    take(text, from, firstLine) {
      line = firstLine;
      isCutOff = false;
      if (shape.isInOtherTable()) return from;
      const skipsLetters = rules.needsLetters();
      let at = from;
      while (at < text.length) {
        const end = readRow(text, at, skipsLetters);
        if (end === -1 || !isRowOfTable(text)) break;
        found.text = text;
        found.line = line;
        write(found, end - at);
        line += 1 + breaks;
        rows++;
        at = end;
      }
      if (at > from) shape.noteTableRow();
      return at;
    },
    line: () => line,
    rows: () => rows,
    isCutOff: () => isCutOff,
  };

  /** @returns the index after the row, or -1 if it isn't plain */
  function readRow(text: Buffer, from: number, skipsLetters: boolean): number {
    const { length } = text;
    breaks = 0;
    filled = 0;
    ordinaryCells = 0;
    isPerson = false;
    isNoHeader = false;
    found.hasOthers = false;
    let at = from;
    for (let cell = 0; cell < count; cell++) {
      let bits = 0;
      let isDoubled = false;
      let start = at;
      let end: number;
      if (at < length && text[at] === quote) {
        start = ++at;
        for (;;) {
          for (; at < length && text[at] !== quote; at++) {
            const byte = text[at]!;
            bits |= scanned[byte]!;
            if (byte === lf || (byte === cr && text[at + 1] !== lf)) breaks++;
          }
          if (at + 1 >= length) return cutOff();
          if (text[at + 1] !== quote) break;
          isDoubled = true;
          at += 2;
        }
        end = at++;
        if ((scanned[text[at]!]! & seen.end) === 0) return -1;
      } else {
        for (; at < length; at++) {
          const bit = scanned[text[at]!]!;
          if ((bit & seen.end) !== 0) break;
          bits |= bit;
        }
        if (at === length) return cutOff();
        end = at;
      }
      starts[cell] = start;
      ends[cell] = end;
      texts[cell] = null;
      if (cell === 0) isFirstSplit = (bits & seen.splits) !== 0;
      if (skipsLetters && (bits & seen.high) !== 0) return -1;
      if (end > start && !readCell(text, cell, start, end, bits, isDoubled)) return -1;
      const byte = text[at]!;
      if (cell < count - 1) {
        if (byte !== separator) return -1;
        at++;
      } else if (byte === separator) return -1;
    }
    if (text[at] === lf) return at + 1;
    // An LF may follow that belongs to the CR.
    if (at + 1 === length) return cutOff();
    return text[at + 1] === lf ? at + 2 : at + 1;
  }

  function cutOff(): number {
    isCutOff = true;
    return -1;
  }

  function readCell(
    text: Buffer,
    cell: number,
    from: number,
    to: number,
    bits: number,
    isDoubled: boolean,
  ): boolean {
    const how = way[cell]!;
    if (how === ways.empty) return false;
    filled++;
    if (how >= ways.organization) found.hasOthers = true;
    if (!isOrdinaryCell(text, cell, from, to, isDoubled ? bits | seen.odd : bits))
      return readText(cell, textOf(text, from, to, isDoubled));
    ordinaryCells++;
    if (!isNoHeader) isNoHeader = how === ways.email || shape.isNoName(cell, text, from, to);
    if (how === ways.email || (how === ways.id && columns[cell]!.column?.kind === 'id')) isPerson = true;
    return true;
  }

  function isOrdinaryCell(text: Buffer, cell: number, from: number, to: number, bits: number): boolean {
    const how = way[cell]!;
    if ((bits & seen.odd) !== 0) return false;
    if (how === ways.number || how === ways.word) return forms[cell]!.judge(text, from, to);
    if (how === ways.id) return isOrdinaryId(classes, text, from, to);
    if (how === ways.email) return isOrdinaryEmail(classes, text, from, to);
    if (how === ways.other || to - from > limits[cell]! || mayBeWord(to - from, text[from]!)) return false;
    return areOrdinaryPlaces(classes, text, from, to, (bits & seen.high) !== 0);
  }

  function textOf(text: Buffer, from: number, to: number, isDoubled: boolean): string {
    const inner = text.toString('utf8', from, to);
    return isDoubled ? inner.replaceAll('""', '"') : inner;
  }

  /** Reads a cell by its text. @returns whether its row can be plain */
  function readText(cell: number, text: string): boolean {
    const { column, way: how } = columns[cell]!;
    texts[cell] = text;
    if (column !== null && isOrdinary(text, column)) {
      ordinaryCells++;
      return true;
    }
    if (unprotect(text) !== text) return false;
    if (column === null) return !isBlank(text);
    if (how === ways.organization || column.kind === 'id') return false;
    if (how === ways.number && !hasDigit.test(text)) return false;
    const read = readUploadedCell(column, text, text);
    return 'value' in read && read.mark === undefined && read.value === text;
  }

  /** Whether no check of whole rows says anything about the row. */
  function isRowOfTable(text: Buffer): boolean {
    if (filled < Math.min(2, count) || ordinaryCells === 0 || !isNoHeader) return false;
    const last = count - 1;
    if (isFirstSplit && starts[last] === ends[last]) return false;
    if (isPerson) return true;
    const first = starts.findIndex((start, cell) => ends[cell]! > start);
    return !shape.isFooter(texts[first] ?? text.toString('utf8', starts[first]!, ends[first]!).trimStart());
  }
}
