// The buffer into which rows are written as text for COPY.

export type CopyBuffer = {
  /** The bytes so far are those before `length`. Replaced when it grows. */
  bytes: Buffer;
  length: number;
};

export const createCopyBuffer = (size: number): CopyBuffer => ({
  bytes: Buffer.allocUnsafe(size),
  length: 0,
});

/** Makes room for some more bytes. */
export function reserve(buffer: CopyBuffer, more: number): void {
  const needed = buffer.length + more;
  if (needed <= buffer.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(needed, 2 * buffer.bytes.length));
  buffer.bytes.copy(larger, 0, 0, buffer.length);
  buffer.bytes = larger;
}

export function appendText(buffer: CopyBuffer, text: string): void {
  // A character takes up to three bytes for each unit of UTF-16.
  reserve(buffer, 3 * text.length);
  buffer.length += buffer.bytes.write(text, buffer.length);
}

/** Removes and returns what was written. */
export function takeBytes(buffer: CopyBuffer, size: number): Buffer {
  const taken = buffer.bytes.subarray(0, buffer.length);
  buffer.bytes = Buffer.allocUnsafe(size);
  buffer.length = 0;
  return taken;
}
