// Limits for every HTTP request, checked before its body is read: size, duration, and timestamp.
import type { RequestListener, ServerOptions } from 'node:http';
import type { Log } from '../log.ts';

/**
 * In bytes. The largest request from Slack is about 100 kB: the event of an edited message of 40,000 characters, which
 * contains the text before and after.
 */
export const bodyLimit = 1024 * 1024;

/** In ms. Slack sends a complete request at once; a client that is slower is disconnected with a 408. */
export const serverLimits: ServerOptions = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** For all clients of the port together, see `limitConnections`. Slack opens a few dozen; the rest is for a load balancer. */
export const maxConnections = 1_000;

/** The limit of Bolt's signature check for old timestamps. Bolt accepts any timestamp in the future. */
const maxClockDifferenceMs = 5 * 60_000;

/** Why a request is rejected, and the words for the log. The keys are labels of a metric. */
const reasons = {
  starting: 'the app is still starting',
  time: "its timestamp is more than 5 minutes off, check this machine's clock",
  size: 'it is larger than 1 MiB',
  signature: 'it is not signed with SLACK_SIGNING_SECRET',
  body: 'its body is malformed',
  busy: 'too many requests are arriving at the same time',
};

export type RejectionReason = keyof typeof reasons;

/** Called for each rejected request. */
export type OnRejectedRequest = (reason: RejectionReason) => void;

/** Logs each rejection, then calls `onRejected`. */
export function createRejectionLog(log: Log, onRejected: OnRejectedRequest): OnRejectedRequest {
  return (reason) => {
    log.warn({ because: reason }, `rejected a request: ${reasons[reason]}`);
    onRejected(reason);
  };
}

/**
 * Answers 401 to a timestamp in the past or the future (a signature for the future could be replayed until then), and
 * 413 to a body whose content-length is too large. Stops reading a request that was answered before its end.
 */
export function withinLimits(listener: RequestListener, onRejected: OnRejectedRequest): RequestListener {
  return (request, response) => {
    response.once('finish', () => {
      if (!request.complete) request.destroy();
    });
    const reject = (status: number, reason: RejectionReason): void => {
      onRejected(reason);
      response.writeHead(status, { connection: 'close' }).end();
    };
    const { 'x-slack-request-timestamp': seconds, 'content-length': length } = request.headers;
    if (Math.abs(Number(seconds) * 1_000 - Date.now()) > maxClockDifferenceMs) return reject(401, 'time');
    if (Number(length) > bodyLimit) return reject(413, 'size');
    listener(request, response);
  };
}
