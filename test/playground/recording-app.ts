// An app that records every request and answers as the test wants.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: IncomingHttpHeaders; body: string };
export type Answer =
  | { status?: number; type?: string; body?: string; headers?: Record<string, string> }
  | 'nothing';

/** `answer` gets the request and the number of earlier requests. */
export async function startRecordingApp(answer: (received: Received, before: number) => Answer = () => ({})) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const one = { headers: request.headers, body };
    const reply = answer(one, received.length);
    received.push(one);
    if (reply === 'nothing') return;
    response.writeHead(reply.status ?? 200, { 'content-type': reply.type ?? 'text/plain', ...reply.headers });
    response.end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns the events among the received requests, oldest first. */
export function eventsOf(received: readonly Received[]): Record<string, unknown>[] {
  return received
    .filter(({ headers }) => headers['content-type'] === 'application/json')
    .map(({ body }) => (JSON.parse(body) as { event: Record<string, unknown> }).event);
}
