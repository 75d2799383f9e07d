// What a decoder does: it turns bytes of one encoding into UTF-8, piece by piece.

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

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
};

export const noBytes: Buffer = Buffer.alloc(0);

export const validText = (text: Buffer): Decoded => ({ text, isInvalid: false });
