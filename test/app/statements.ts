// Reads the statements out of what a client sends to Postgres.
//
// Source of the format: "Frontend/Backend Protocol" in the documentation of Postgres, chapter "Message Formats".

export type Statement = {
  /** The client's `application_name`. */
  readonly from: string;
  /** One object for each connection. */
  readonly connection: object;
  /** On one line; of a piece of a COPY, `copy data`. */
  readonly text: string;
};

/**
 * Builds a reader for one connection: it is given the pieces in order and tells which statements begin to be executed
 * in each. A statement that comes in two pieces is told with the second.
 */
export function statementReader(): (piece: Buffer) => Statement[] {
  const connection = {};
  let from = '';
  let parsed = '';
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  return (piece) => {
    const found: Statement[] = [];
    const tell = (text: string) =>
      void found.push({ from, connection, text: text.replace(/\s+/g, ' ').trim() });
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      // Only the first message has no letter.
      const lengthAt = begun ? 1 : 0;
      if (rest.length < lengthAt + 4) break;
      const end = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < end) break;
      const body = rest.subarray(lengthAt + 4, end);
      if (!begun) from = /application_name\0([^\0]*)/.exec(body.toString())?.[1] ?? '';
      else take(String.fromCharCode(rest[0]!), body, tell);
      begun = true;
      rest = rest.subarray(end);
    }
    return found;
  };

  function take(letter: string, body: Buffer, tell: (text: string) => void): void {
    if (letter === 'Q') tell(untilNul(body, 0));
    if (letter === 'P') parsed = untilNul(body, body.indexOf(0) + 1);
    if (letter === 'E') tell(parsed);
    if (letter === 'd') tell('copy data');
  }
}

const untilNul = (body: Buffer, start: number): string =>
  body.toString('utf8', start, body.indexOf(0, start));
