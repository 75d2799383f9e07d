// What a decoder does: it turns bytes of one encoding into UTF-8, piece by piece.
import type { EncodingName } from '../../model/read-as.ts';

export type Encoding = 'UTF-8' | 'UTF-16' | EncodingName;

export const isUnicode = (encoding: Encoding): encoding is 'UTF-8' | 'UTF-16' =>
  encoding === 'UTF-8' || encoding === 'UTF-16';

export type Decoded = {
  /** UTF-8. */
  readonly text: Buffer;
  /** Whether the bytes after `text` are not valid in this encoding. */
  readonly isInvalid: boolean;
};

/** Holds back a character that is split between two pieces. */
export type Decoder = {
  /** The encoding as far as it is known. */
  name(): Encoding;
  push(bytes: Buffer): Decoded;
  /** Returns what was held back. */
  end(): Decoded;
  /** The first line in another encoding than the lines before it, as far as it is known; `null` if there is none. */
  changesAt?(): number | null;
};

export const noBytes: Buffer = Buffer.alloc(0);

export const validText = (text: Buffer): Decoded => ({ text, isInvalid: false });
