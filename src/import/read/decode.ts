// Decodes the bytes of a file, in any supported encoding, into UTF-8 text without a byte-order mark.
import { BadFileError } from '../../model/bad-file-error.ts';
import type { EncodingName } from '../../model/read-as.ts';
import { createLineCount } from './count-lines.ts';
import type { Decoded, Decoder, Encoding } from './decoder.ts';
import { createDetectingDecoder } from './detecting-decoder.ts';
import { createForeignDecoder } from './foreign-decoder.ts';
import { peekStream } from './peek-stream.ts';
import { nonCsvHeadBytes, rejectNonCsv } from './reject-non-csv.ts';
import { dropStrayMarks } from './stray-marks.ts';
import { createUtf8Decoder } from './utf-8-decoder.ts';
import { createUtf16Decoder } from './utf-16-decoder.ts';

export type DecodedText = {
  /**
   * The text, piece by piece. Throws `BadFileError` if the file is not text, such as a workbook or a web page. Throws
   * `UnreadableTextError` after the last text that can be read.
   */
  readonly pieces: AsyncGenerator<Buffer, void, undefined>;
  /** The encoding as far as it is known; final after the last piece. */
  encoding(): Encoding;
  /** The first line in another encoding than the lines before it, `null` if there is none; final after the last piece. */
  changesAt(): number | null;
};

/** The text after the last piece can't be read. Only a reader that counts lines can tell on which line that is. */
export class UnreadableTextError extends Error {
  override readonly name = 'UnreadableTextError';
  readonly toBadFileError: (line: number) => BadFileError;

  constructor(toBadFileError: (line: number) => BadFileError) {
    super('the text cannot be read');
    this.toBadFileError = toBadFileError;
  }
}

/** @param chosen in place of the guess; a byte-order mark still decides */
export function decode(bytes: AsyncIterable<Buffer>, chosen?: EncodingName): DecodedText {
  let decoder: Decoder = chosen ? createForeignDecoder(chosen, createLineCount()) : createDetectingDecoder();
  let isStart = true;

  async function* pieces(): AsyncGenerator<Buffer, void, undefined> {
    const { head, all } = await peekStream(bytes, nonCsvHeadBytes);
    rejectNonCsv(head);
    const marked = detectByteOrderMark(head);
    decoder = marked?.decoder ?? decoder;
    let skip = marked?.markBytes ?? 0;
    for await (const piece of all) {
      const unread = piece.subarray(skip);
      skip -= piece.length - unread.length;
      yield* validate(decoder.push(unread));
    }
    yield* validate(decoder.end());
  }

  function* validate({ text, isInvalid }: Decoded): Generator<Buffer, void, undefined> {
    const nul = text.indexOf(0);
    const good = nul === -1 ? text : text.subarray(0, nul);
    if (good.length > 0) {
      const kept = isStart ? dropStrayMarks(good) : good;
      isStart = false;
      if (kept.length > 0) yield kept;
    }
    if (nul !== -1) throw new UnreadableTextError(nulByteError);
    if (isInvalid) throw new UnreadableTextError((line) => encodingError(line, decoder.name()));
  }

  return {
    pieces: pieces(),
    encoding: () => decoder.name(),
    changesAt: () => decoder.changesAt?.() ?? null,
  };
}

/** The decoder that a byte-order mark stands for, and the length of the mark in bytes. */
function detectByteOrderMark(head: Buffer): { decoder: Decoder; markBytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { decoder: createUtf8Decoder(), markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { decoder: createUtf16Decoder('LE'), markBytes: 2 };
  return head[0] === 0xfe && head[1] === 0xff ? { decoder: createUtf16Decoder('BE'), markBytes: 2 } : null;
}

const saveAsUtf8 = 'Save the table again as "CSV UTF-8 (comma delimited)" and share that file.';

const nulByteError = (line: number): BadFileError =>
  new BadFileError({
    code: 'nul',
    reason: `line ${line} contains a NUL byte, so the file is damaged or is not text`,
    remedy: saveAsUtf8,
    line,
  });

const encodingError = (line: number, encoding: Encoding): BadFileError =>
  new BadFileError({
    code: 'encoding',
    reason: `line ${line} contains a character that is not ${encoding}, although the text before it is`,
    remedy: saveAsUtf8,
    line,
  });
