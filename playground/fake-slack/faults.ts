// Faults that a test injects: what goes wrong, where, and how often.

/**
 * Where a fault occurs: a Web API method by name (`chat.postMessage`), a file `download` or `upload`, the `upload_url` that an upload is told, the `share` of an
 * uploaded file, or a `response_url`.
 */
export type FaultTarget = 'download' | 'upload' | 'upload_url' | 'share' | 'response_url' | (string & {});

export type FaultAnswer =
  /** An HTTP status instead of the answer, such as 500 or 429. `retryAfter` is seconds. */
  | { status: number; retryAfter?: number }
  /** Slack's answer `{ ok: false, error }`, with HTTP status 200. */
  | { error: string }
  /** No answer at all. */
  | 'hang'
  /** Breaks the connection and does nothing. */
  | 'reset'
  /** Performs the request, then breaks the connection: the caller doesn't learn of the success. */
  | { acceptThenFail: true }
  /** Performs the request after so many milliseconds; for `share`, so long after the answer to the completed upload. */
  | { delayMs: number }
  /** Only for `share`: Slack accepts the completed upload and never shares the file. */
  | { lost: true }
  /** Only for `download`: breaks the connection after so many bytes. */
  | { cutAfterBytes: number }
  /** Only for `download`: sends this Content-Length instead of the true one. */
  | { contentLength: number }
  /** Only for `download`: sends so many bytes, then nothing more. */
  | { stallAfterBytes: number }
  /** Only for `download`: breaks the connection if the client takes longer than this to read the file. */
  | { breakAfterMs: number }
  /** Only for `download`: a web page with status 200, as for a request without permission. */
  | { webPage: true }
  /** For `download`: redirects to this URL. For `upload_url`: files are to be uploaded to this URL. */
  | { redirect: string };

export type Fault = {
  method: FaultTarget;
  /** How many requests fail: 1 by default, `Infinity` until removed. */
  times?: number;
  /** Limits the fault to requests with matching arguments. */
  when?: (args: Record<string, unknown>) => boolean;
  answer: FaultAnswer;
};

export type Faults = {
  /** Adds a fault and returns a function that removes it. */
  add(fault: Fault): () => void;
  clear(): void;
  /** Returns the first fault that applies to this request, and counts it down. */
  take(target: FaultTarget, args: Record<string, unknown>): FaultAnswer | undefined;
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
    take(target, args) {
      for (const entry of planned) {
        const { method, when, answer } = entry.fault;
        if (method !== target || (when && !when(args))) continue;
        entry.left -= 1;
        if (entry.left <= 0) planned.delete(entry);
        return answer;
      }
      return undefined;
    },
  };
}
