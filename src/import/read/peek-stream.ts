// Reads the first bytes of a stream ahead, without taking them from the stream.

export type PeekedStream = {
  /** At least `size` bytes, or everything up to the end of the stream or an error. */
  readonly head: Buffer;
  /**
   * The whole stream from its first byte, including the error if there was one. The first piece has the first `size` bytes,
   * however the stream was cut.
   */
  readonly all: AsyncGenerator<Buffer, void, undefined>;
};

/** Reads at least `size` bytes of the stream, if it has that many. Never throws: an error is thrown by `all`. */
export async function peekStream(chunks: AsyncIterable<Buffer>, size: number): Promise<PeekedStream> {
  const iterator = chunks[Symbol.asyncIterator]();
  const peeked: Buffer[] = [];
  let length = 0;
  let ended = false;
  let failure: { readonly error: unknown } | null = null;
  try {
    while (length < size && !ended) {
      const next = await iterator.next();
      if (next.done) ended = true;
      else {
        peeked.push(next.value);
        length += next.value.length;
      }
    }
  } catch (error) {
    failure = { error };
  }

  const head = Buffer.concat(peeked);

  async function* all(): AsyncGenerator<Buffer, void, undefined> {
    try {
      yield head.subarray(0, size);
      if (head.length > size) yield head.subarray(size);
      if (failure) throw failure.error;
      while (!ended) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }

  return { head, all: all() };
}
