// A look at the first part of a stream, which then still has all of it.

export type Peeked = {
  /** At least `size` bytes, or all that came before the end or an error. */
  readonly head: Buffer;
  /** The whole stream from its first byte, an error included. */
  readonly all: AsyncGenerator<Buffer, void, undefined>;
};

export async function peekStream(chunks: AsyncIterable<Buffer>, size: number): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let length = 0;
  let ended = false;
  let failure: { readonly error: unknown } | null = null;
  try {
    while (length < size && !ended) {
      const next = await iterator.next();
      if (next.done) ended = true;
      else {
        taken.push(next.value);
        length += next.value.length;
      }
    }
  } catch (error) {
    failure = { error };
  }

  async function* all(): AsyncGenerator<Buffer, void, undefined> {
    try {
      yield* taken;
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

  return { head: Buffer.concat(taken), all: all() };
}
