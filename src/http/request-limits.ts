// What a request may be before anybody looks into it: not large, not slow, and of about now.
import type { RequestListener, ServerOptions } from 'node:http';
import type { Log } from '../log.ts';

/** In bytes. What Slack sends has some 100 kB at most: an edited message of 40,000 characters, with both its forms. */
export const bodyLimit = 1024 * 1024;

/** Slack has sent a request whole within a moment; whoever hasn't by then is cut off with a 408. */
export const serverLimits: ServerOptions = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** As far as Bolt lets a request be old: its check of the signature refuses none that is yet to come. */
const farthestMs = 5 * 60_000;

/** Why a request is refused, and what the log says of it. */
const reasons = {
  starting: 'the app is starting',
  time: 'its time is not ours; is the clock right?',
  size: 'it is too large',
  signature: "it isn't signed with SLACK_SIGNING_SECRET",
  body: "its body is none of Slack's",
};

export type RejectionReason = keyof typeof reasons;

/** Told that a request was refused. */
export type OnRejectedRequest = (because: RejectionReason) => void;

/** Writes it into the log; `onRefused` counts it. */
export function createRejectionLog(log: Log, onRefused: OnRejectedRequest): OnRejectedRequest {
  return (because) => {
    log.warn({ because }, `a request was refused: ${reasons[because]}`);
    onRefused(because);
  };
}

/**
 * Refuses by 401 what was signed long ago, or for a time to come, which would be good for as long as its sender likes,
 * and by 413 a body that says itself that it is too large. Nothing more is read of a request that was answered before
 * its end.
 */
export function withinLimits(listener: RequestListener, refused: OnRejectedRequest): RequestListener {
  return (request, response) => {
    response.once('finish', () => {
      if (!request.complete) request.destroy();
    });
    const refuse = (status: number, because: RejectionReason): void => {
      refused(because);
      response.writeHead(status, { connection: 'close' }).end();
    };
    const { 'x-slack-request-timestamp': seconds, 'content-length': length } = request.headers;
    if (Math.abs(Number(seconds) * 1_000 - Date.now()) > farthestMs) return refuse(401, 'time');
    if (Number(length) > bodyLimit) return refuse(413, 'size');
    listener(request, response);
  };
}
