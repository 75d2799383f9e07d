// Reads the statements in the bytes that a client sends to Postgres.
//
// Source of the format: https://www.postgresql.org/docs/18/protocol-message-formats.html

export type Statement = {
  /** The client's `application_name`. */
  readonly from: string;
  /** Identifies the connection. */
  readonly connection: object;
  /** On one line; `copy data` for a piece of a COPY. */
  readonly text: string;
};

/**
 * Creates a reader for one connection. It takes the pieces in their order, and returns the statements that a piece
 * completes.
 *
 * @param onHalf called with each statement that has parameters, and how many bytes of the piece come after its text
 */
export function createStatementReader(
  onHalf: (text: string, bytesAfter: number) => void = () => undefined,
): (piece: Buffer) => Statement[] {
  const connection = {};
  let from = '';
  let parsed = '';
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  return (piece) => {
    const found: Statement[] = [];
    const add = (text: string) => void found.push({ from, connection, text: onOneLine(text) });
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      // The first message is the only one without a type.
      const lengthAt = begun ? 1 : 0;
      if (rest.length < lengthAt + 4) break;
      const end = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < end) break;
      const body = rest.subarray(lengthAt + 4, end);
      if (!begun) from = /application_name\0([^\0]*)/.exec(body.toString())?.[1] ?? '';
      else take(String.fromCharCode(rest[0]!), body, rest.length - end, add);
      begun = true;
      rest = rest.subarray(end);
    }
    return found;
  };

  function take(type: string, body: Buffer, bytesAfter: number, add: (text: string) => void): void {
    if (type === 'Q') add(untilNul(body, 0));
    if (type === 'P') {
      parsed = untilNul(body, body.indexOf(0) + 1);
      onHalf(onOneLine(parsed), bytesAfter);
    }
    if (type === 'E') add(parsed);
    if (type === 'd') add('copy data');
  }
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const untilNul = (body: Buffer, start: number): string =>
  body.toString('utf8', start, body.indexOf(0, start));
