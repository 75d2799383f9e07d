// From the bytes of a file to its text (as UTF-8, without byte-order mark), whatever its encoding.
import { BadFileError } from '../../model/bad-file-error.ts';
import {
  createUtf8Decoder,
  createUtf8OrWindows1252Decoder,
  createUtf16Decoder,
  type Decoded,
  type Decoder,
} from './encodings.ts';
import { peekStream } from './peek-stream.ts';
import { nonCsvHeadBytes, rejectNonCsv } from './reject-non-csv.ts';

export type Encoding = ReturnType<Decoder['name']>;

export type DecodedText = {
  /**
   * The text piece by piece. Throws `WrongFile` for what is no text at all, a workbook or a web page, and
   * `UnreadableText` after the last text that can be read.
   */
  readonly pieces: AsyncGenerator<Buffer, void, undefined>;
  /** As far as it is known; certain after the last piece. */
  encoding(): Encoding;
};

/** The text that follows can't be read. Only who counts the lines can tell on which one that is. */
export class UnreadableTextError extends Error {
  readonly toBadFileError: (line: number) => BadFileError;

  constructor(refusalAt: (line: number) => BadFileError) {
    super('the text can not be read');
    this.toBadFileError = refusalAt;
  }
}

export function decode(bytes: AsyncIterable<Buffer>): DecodedText {
  let decoder: Decoder = createUtf8OrWindows1252Decoder();

  async function* pieces(): AsyncGenerator<Buffer, void, undefined> {
    const { head, all } = await peekStream(bytes, nonCsvHeadBytes);
    rejectNonCsv(head);
    const marked = decoderOfMark(head);
    decoder = marked?.decoder ?? decoder;
    let skip = marked?.markBytes ?? 0;
    for await (const piece of all) {
      const unread = piece.subarray(skip);
      skip -= piece.length - unread.length;
      yield* checked(decoder.push(unread));
    }
    yield* checked(decoder.end());
  }

  function* checked({ text, wrong }: Decoded): Generator<Buffer, void, undefined> {
    const nul = text.indexOf(0);
    const good = nul === -1 ? text : text.subarray(0, nul);
    if (good.length > 0) yield good;
    if (nul !== -1) throw new UnreadableTextError(nulByte);
    if (wrong) throw new UnreadableTextError((line) => contradiction(line, decoder.name()));
  }

  return { pieces: pieces(), encoding: () => decoder.name() };
}

/** The decoder that a byte-order mark tells, and how long the mark is. */
function decoderOfMark(head: Buffer): { decoder: Decoder; markBytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { decoder: createUtf8Decoder(), markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { decoder: createUtf16Decoder('LE'), markBytes: 2 };
  return head[0] === 0xfe && head[1] === 0xff ? { decoder: createUtf16Decoder('BE'), markBytes: 2 } : null;
}

const saveAsUtf8 = 'Save the table once more as "CSV UTF-8 (comma delimited)" and share that file.';

const nulByte = (line: number): BadFileError =>
  new BadFileError({
    code: 'nul',
    reason: `line ${line} holds a NUL byte, so the file is damaged or no text`,
    remedy: saveAsUtf8,
    line,
  });

const contradiction = (line: number, encoding: Encoding): BadFileError =>
  new BadFileError({
    code: 'encoding',
    reason:
      encoding === 'Windows-1252'
        ? `line ${line} holds a character that is neither UTF-8 nor Windows-1252`
        : `line ${line} holds a character that is not ${encoding}, though the text before it is`,
    remedy: saveAsUtf8,
    line,
  });
