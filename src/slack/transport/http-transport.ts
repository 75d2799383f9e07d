// Bolt over HTTP: one route of the app's HTTP server. A request that Bolt can't handle is answered here.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions, HTTPReceiver, type Logger } from '@slack/bolt';
import { keepConnection } from '../../http/connection-limit.ts';
import { createBodyReader, UnreadBodyError } from '../../http/read-body.ts';
import { bodyLimit, type OnRejectedRequest, type RejectionReason } from '../../http/request-limits.ts';
import type { Route } from '../../http/server.ts';
import type { OnAppRateLimited } from './app-rate-limited.ts';
import { createHttpConnectivity } from './connectivity.ts';
import { isSignedBySlack, readSignature } from './slack-signature.ts';
import type { Transport } from './transport.ts';

/** Why a request was rejected, by the status of the answer. */
const rejections: Readonly<Record<number, RejectionReason>> = {
  400: 'body',
  401: 'signature',
  413: 'size',
  503: 'busy',
};

type Options = {
  readonly signingSecret: string;
  readonly onRejected: OnRejectedRequest;
  readonly onAppRateLimited: OnAppRateLimited;
};

export function createHttpTransport(
  { signingSecret, onRejected, onAppRateLimited }: Options,
  logger: Logger,
): Transport {
  const bolt = new HTTPReceiver({
    signingSecret,
    // Acknowledges after the listeners: what is not in the database is not acknowledged.
    processBeforeResponse: true,
    bodyLimit,
    // Its warnings are about requests that it rejects: the HTTP server logs and counts those.
    logger: { ...logger, warn: () => undefined },
    // The error is already in the log.
    async processEventErrorHandler({ response }) {
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });
  const readBody = createBodyReader();
  const nothing = async (): Promise<void> => undefined;
  return {
    receiver: { init: (app: App) => bolt.init(app), start: nothing, stop: nothing },
    connectivity: createHttpConnectivity(),
    routes: [
      {
        path: '/slack/events',
        method: 'POST',
        handler: (request, response) => void receive(request, response),
      },
      { path: '/slack/events', method: 'GET', handler: answerCertificateCheck },
    ],
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('finish', () => {
      const reason = rejections[response.statusCode];
      if (reason) onRejected(reason);
    });
    // Checked before any of the body is read, except for the few bytes of a check of the certificate.
    const signature = readSignature(request.headers);
    if (!signature && !isShort(request)) return reject(response, 401);
    try {
      const rawBody = await readBody(request, response);
      if (!signature) return isCertificateCheck(rawBody) ? answer(response, 200) : reject(response, 401);
      if (!isSignedBySlack(signingSecret, signature, rawBody)) return reject(response, 401);
      keepConnection(request, response);
      // Bolt takes the bytes from here instead of the stream. It checks the signature once more.
      const buffered: BufferedRequest = Object.assign(request, { rawBody });
      const body = parseBody(buffered);
      if (onAppRateLimited(body)) answer(response, 200);
      else if (body === unparsed || isObject(body)) bolt.requestListener(buffered, response);
      else answer(response, 400);
    } catch (error) {
      if (!response.headersSent) reject(response, error instanceof UnreadBodyError ? error.status : 400);
    }
  }
}

/** In bytes. */
const maxCheckBytes = 200;

const isShort = ({ headers }: IncomingMessage): boolean => Number(headers['content-length']) <= maxCheckBytes;

/**
 * Slack checks the certificate of a command's URL from time to time, without a signature, as a GET or a form:
 * https://docs.slack.dev/interactivity/implementing-slash-commands. Nothing but the status is answered.
 */
const isCertificateCheck = (query: Buffer | string): boolean =>
  new URLSearchParams(query.toString()).get('ssl_check') === '1';

const answerCertificateCheck: Route['handler'] = ({ url = '' }, response) =>
  answer(response, isCertificateCheck(url.split('?')[1] ?? '') ? 200 : 404);

const answer = (response: ServerResponse, status: number): void => void response.writeHead(status).end();

/** Closes the connection, so that the rest of the body is never read. */
const reject = (response: ServerResponse, status: number): void =>
  void response.writeHead(status, { connection: 'close' }).end();

type BufferedRequest = Parameters<typeof HTTPModuleFunctions.parseHTTPRequestBody>[0];

/** Stands for a body that is not JSON: Bolt rejects it. */
const unparsed = Symbol('unparsed');

function parseBody(request: BufferedRequest): unknown {
  try {
    return HTTPModuleFunctions.parseHTTPRequestBody(request);
  } catch {
    return unparsed;
  }
}

/**
 * Bolt 5.1 reads a property of the parsed body outside any `catch`: a body of `null`, as JSON or as a form's payload,
 * would end the process.
 */
const isObject = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body);
