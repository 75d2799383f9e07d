// What a request may be before anybody looks into it: not large, not slow, and of about now.
import type { RequestListener, ServerOptions } from 'node:http';
import type { Log } from '../../log.ts';

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

/**
 * Refuses by 401 what was signed for a time to come, which would be good for as long as its sender likes, and by 413
 * a body that says itself that it is too large. Nothing more is read of a request that was answered before its end.
 */
export function withinLimits(listener: RequestListener, log: Log): RequestListener {
  return (request, response) => {
    response.once('finish', () => {
      if (!request.complete) request.destroy();
    });
    const refuse = (status: number, because: string): void => {
      log.warn(`a request was refused: ${because}`);
      response.writeHead(status, { connection: 'close' }).end();
    };
    const { 'x-slack-request-timestamp': seconds, 'content-length': length } = request.headers;
    if (Number(seconds) * 1_000 > Date.now() + farthestMs) return refuse(401, 'its time is ahead of ours');
    if (Number(length) > bodyLimit) return refuse(413, 'it is too large');
    listener(request, response);
  };
}
