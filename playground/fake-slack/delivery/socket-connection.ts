// One Socket Mode connection: sends envelopes and waits for their acknowledgements.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { AppAnswer, AppRequest } from './transport.ts';

export type SocketConnection = {
  /** True while the connection is open and not retired. */
  usable(): boolean;
  /** Sends an envelope and resolves with its acknowledgement. */
  deliver(request: AppRequest): Promise<AppAnswer>;
  send(message: object): void;
  /** Stops using the connection. It stays open until the app closes it. */
  retire(): void;
  /** Breaks the connection without a close frame. */
  terminate(): void;
};

/** Frequent enough that the client's 30 s without a ping never pass. */
const pingEveryMs = 10_000;

function parseAcknowledgement(text: string): { id: string; answer: AppAnswer } {
  const { envelope_id, payload } = JSON.parse(text) as { envelope_id?: unknown; payload?: unknown };
  const isEmpty = typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0;
  const body = isEmpty ? undefined : payload;
  return {
    id: String(envelope_id),
    answer: { outcome: 'answered', status: 200, headers: new Headers(), body },
  };
}

/** `onClose` is called once, when the connection has closed. */
export function createSocketConnection(
  socket: WebSocket,
  answerWithinMs: number,
  onClose: () => void,
): SocketConnection {
  const waiting = new Map<string, (answer: AppAnswer) => void>();
  let isRetired = false;
  const pinging = setInterval(() => socket.ping(), pingEveryMs);

  socket.on('message', (data) => {
    const { id, answer } = parseAcknowledgement(String(data));
    waiting.get(id)?.(answer);
  });
  socket.on('close', () => {
    clearInterval(pinging);
    onClose();
    const reason = 'the connection closed before the acknowledgement';
    for (const settle of [...waiting.values()]) settle({ outcome: 'unreachable', reason });
  });

  return {
    usable: () => !isRetired && socket.readyState === WebSocket.OPEN,
    deliver: ({ kind, payload, retry }) =>
      new Promise((resolve) => {
        const envelope_id = randomUUID();
        const settle = (answer: AppAnswer) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve(answer);
        };
        const timer = setTimeout(() => settle({ outcome: 'timeout' }), answerWithinMs);
        waiting.set(envelope_id, settle);
        const isEvent = kind === 'events_api';
        const attempt = { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' };
        const envelope = { envelope_id, type: kind, payload, accepts_response_payload: !isEvent };
        socket.send(JSON.stringify(isEvent ? { ...envelope, ...attempt } : envelope));
      }),
    send: (message) => socket.send(JSON.stringify(message)),
    retire() {
      isRetired = true;
    },
    terminate: () => socket.terminate(),
  };
}
