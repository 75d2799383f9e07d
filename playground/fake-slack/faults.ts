// Faults that a test asks for: what goes wrong, where, and how often.

/** A Web API method's name, or one of the other ways over the wire. */
export type FaultPlace = 'download' | 'upload' | 'share' | 'response_url' | (string & {});

export type FaultAnswer =
  /** An HTTP status instead of the answer, e.g. 500 or 429; `retryAfter` in seconds. */
  | { status: number; retryAfter?: number }
  /** Slack's `{ ok: false, error }`. */
  | { error: string }
  /** Never answers. */
  | 'hang'
  /** Breaks the connection without doing anything. */
  | 'reset'
  /** Does it, then breaks the connection: the caller doesn't learn that it was done. */
  | { acceptThenFail: true }
  /** Does it, so many milliseconds later; `share`: that long after a completed upload was answered. */
  | { delayMs: number }
  /** Downloads: breaks the connection after so many bytes. */
  | { cutAfterBytes: number }
  /** Downloads: says this length whatever is sent. */
  | { contentLength: number }
  /** Downloads: sends the client to another address. */
  | { redirect: string };

export type Fault = {
  /** Web API method (`chat.postMessage`), or `download`, `upload`, `share`, `response_url`. */
  method: FaultPlace;
  /** How many requests it hits; 1 when not given, `Infinity` until removed. */
  times?: number;
  /** Only requests with these arguments. */
  when?: (args: Record<string, unknown>) => boolean;
  answer: FaultAnswer;
};

export type Faults = {
  /** Returns a function that removes it. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault that hits this request, counted down. */
  take(place: FaultPlace, args: Record<string, unknown>): FaultAnswer | undefined;
};

export function createFaults(): Faults {
  const planned = new Set<{ fault: Fault; left: number }>();
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? 1 };
      planned.add(entry);
      return () => planned.delete(entry);
    },
    clear: () => planned.clear(),
    take(place, args) {
      for (const entry of planned) {
        const { method, when, answer } = entry.fault;
        if (method !== place || (when && !when(args))) continue;
        entry.left -= 1;
        if (entry.left <= 0) planned.delete(entry);
        return answer;
      }
      return undefined;
    },
  };
}
