// Bolt's way to Slack over HTTP: a route in our port. What Bolt doesn't expect ends at it, not in it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions, HTTPReceiver, type Logger } from '@slack/bolt';
import { bodyLimit, type OnRejectedRequest, type RejectionReason } from '../../http/request-limits.ts';
import { createHttpConnectivity } from './connectivity.ts';
import type { Transport } from './transport.ts';

/** By Bolt's answers. */
const refusals: Readonly<Record<number, RejectionReason>> = { 400: 'body', 401: 'signature', 413: 'size' };

export function createHttpTransport(
  signingSecret: string,
  refused: OnRejectedRequest,
  logger: Logger,
): Transport {
  const bolt = new HTTPReceiver({
    signingSecret,
    // Answers after the listeners: what was not noted in the database is not acknowledged.
    processBeforeResponse: true,
    bodyLimit,
    // Its warnings are of requests that it refuses: the port has a sentence for each, and a counter.
    logger: { ...logger, warn: () => undefined },
    // What went wrong is in the log already.
    async processEventErrorHandler({ response }) {
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });
  const nothing = async (): Promise<void> => undefined;
  return {
    receiver: { init: (app: App) => bolt.init(app), start: nothing, stop: nothing },
    connectivity: createHttpConnectivity(),
    routes: [{ path: '/slack/events', method: 'POST', handler: (...it) => void answer(...it) }],
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('finish', () => {
      const because = refusals[response.statusCode];
      if (because) refused(because);
    });
    try {
      // Keeps the bytes with the request, where Bolt finds them.
      const read = await HTTPModuleFunctions.bufferIncomingMessage(request, bodyLimit);
      if (isOfAnObject(read)) bolt.requestListener(request, response);
      else response.writeHead(400).end();
    } catch (error) {
      const isTooLarge =
        HTTPModuleFunctions.isRawBodyError(error as Error) &&
        (error as { statusCode?: number }).statusCode === 413;
      if (!response.headersSent) response.writeHead(isTooLarge ? 413 : 400).end();
    }
  }
}

type Read = Awaited<ReturnType<typeof HTTPModuleFunctions.bufferIncomingMessage>>;

/** Of `null`, in JSON or as a form's payload, Bolt 5.1 asks for a property outside of any `catch`: the process ends. */
function isOfAnObject(request: Read): boolean {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(request);
    return typeof body === 'object' && body !== null && !Array.isArray(body);
  } catch {
    return true; // no JSON, which Bolt refuses, after it looked at the signature
  }
}
