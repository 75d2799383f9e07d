// Parses CSV text into records with csv-parse, and returns each record as soon as its row ends.
import { Readable } from 'node:stream';
import { Parser } from 'csv-parse';

export type RowParser = {
  /** Parses the next text. The parser holds back its last bytes, since more of a line end or a quote may follow. */
  write(text: Buffer): void;
  /** Parses what was held back. Only after the end of a row. */
  flush(): void;
  /** Removes and returns the records that were parsed since the last call. */
  take(): readonly string[][];
  destroy(): void;
};

// A row of our own brings out what is held back, which are three bytes or less. Its first byte can't be taken for a part of
// the line end before it.
const ownRow = Buffer.from('xxx\n');

export function createRowParser(delimiter: string): RowParser {
  let records: string[][] = [];
  /** Rows of our own that were written and are not parsed yet. */
  let ownRows = 0;
  let hasText = false;
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  // Collects the records directly: the parser's object stream would cost as much time as all checks together.
  parser.push = (record: string[] | null): boolean => {
    if (record === null) return Readable.prototype.push.call(parser, null);
    // It was written before the text of all records that follow.
    if (ownRows > 0) ownRows--;
    else records.push(record);
    // For a row with another length than the first, csv-parse creates an error with a stack and a copy of the row, even
    // with relax_column_count, which takes 30 µs each. With the count at 0, each row is taken for the first one.
    Object.assign(parser.info, { records: 0 });
    return true;
  };
  let failure: Error | null = null;
  parser.on('error', (error) => {
    failure = error;
  });
  parser.resume();
  return {
    write(text) {
      if (failure) throw failure;
      hasText = true;
      parser.write(text);
    },
    flush() {
      if (!hasText) return;
      hasText = false;
      parser.write(ownRow);
      ownRows++;
    },
    take() {
      const taken = records;
      records = [];
      return taken;
    },
    destroy: () => parser.destroy(),
  };
}
