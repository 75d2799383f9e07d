// From the bytes of a file to its text (as UTF-8, without byte-order mark), whatever its encoding.
import { isAscii } from 'node:buffer';
import { WrongFile } from '../model/wrong-file.ts';
import { type Decoder, utf8, utf8At, utf16, windows1252 } from './encodings.ts';
import { peek } from './peek.ts';
import { foreignHeadBytes, refuseForeign } from './recognise-foreign.ts';

export type Encoding = Decoder['name'];

/** Where the reading stands, shared by its steps so that each can name the line. */
export type Position = { line: number; encoding: Encoding };

/**
 * Yields the text of `bytes`. Throws `WrongFile` for what is no text: a workbook, a web page, a NUL byte, bytes
 * that contradict the encoding; only after it has yielded all text before that place, so that
 * `position.line` (kept by the consumer) is the line. Sets `position.encoding`.
 */
export async function* decode(
  bytes: AsyncIterable<Buffer>,
  position: Position,
): AsyncGenerator<Buffer, void, undefined> {
  const { head, all } = await peek(bytes, foreignHeadBytes);
  refuseForeign(head);
  const { decoder, markBytes } = chooseDecoder(head, position);
  let skip = markBytes;
  for await (const piece of all) {
    const unread = piece.subarray(skip);
    skip -= piece.length - unread.length;
    yield* checked(decoder.push(unread), position);
  }
  yield* checked(decoder.end(), position);
}

function* checked({ text, wrong }: ReturnType<Decoder['push']>, position: Position): Generator<Buffer> {
  const nul = text.indexOf(0);
  const good = nul === -1 ? text : text.subarray(0, nul);
  if (good.length > 0) yield good;
  if (nul !== -1) throw nulByte(position.line);
  if (wrong) throw contradiction(position);
}

function chooseDecoder(head: Buffer, position: Position): { decoder: Decoder; markBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { decoder: utf8(), markBytes: 3 };
  const order =
    head[0] === 0xff && head[1] === 0xfe ? 'LE' : head[0] === 0xfe && head[1] === 0xff ? 'BE' : null;
  if (order === null) return { decoder: undecided(position), markBytes: 0 };
  position.encoding = 'UTF-16';
  return { decoder: utf16(order), markBytes: 2 };
}

/** UTF-8 or Windows-1252: open as long as all is ASCII, decided by the first sequence that isn't. */
function undecided(position: Position): Decoder {
  let held: Buffer = Buffer.alloc(0);
  let decided: Decoder | null = null;
  const decide = (decoder: Decoder): Decoder => {
    position.encoding = decoder.name;
    decided = decoder;
    return decoder;
  };
  return {
    name: 'UTF-8',
    push(piece) {
      if (decided) return decided.push(piece);
      if (held.length === 0 && isAscii(piece)) return { text: piece, wrong: false };
      const bytes = Buffer.concat([held, piece]);
      const first = bytes.findIndex((byte) => byte >= 0x80);
      const answer = utf8At(bytes, first);
      if (answer !== 'open') return decide(answer === 'yes' ? utf8() : windows1252()).push(bytes);
      held = bytes.subarray(first);
      return { text: bytes.subarray(0, first), wrong: false };
    },
    end() {
      if (decided) return decided.end();
      return held.length === 0 ? { text: held, wrong: false } : decide(windows1252()).push(held);
    },
  };
}

const saveAsUtf8 = 'Save the table once more as "CSV UTF-8 (comma delimited)" and share that file.';

const nulByte = (line: number): WrongFile =>
  new WrongFile({
    code: 'nul',
    reason: `line ${line} holds a NUL byte, so the file is damaged or no text`,
    remedy: saveAsUtf8,
    line,
  });

const contradiction = ({ line, encoding }: Position): WrongFile =>
  new WrongFile({
    code: 'encoding',
    reason:
      encoding === 'Windows-1252'
        ? `line ${line} holds a character that is neither UTF-8 nor Windows-1252`
        : `line ${line} holds a character that is not ${encoding}, though the text before it is`,
    remedy: saveAsUtf8,
    line,
  });
