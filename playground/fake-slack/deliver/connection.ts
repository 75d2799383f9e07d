// One connection of Socket Mode: brings envelopes over it and waits for their acknowledgements.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { AppAnswer, Parcel } from './carrier.ts';

export type Connection = {
  /** Whether it may be given something: open, and not asked to leave. */
  usable(): boolean;
  carry(parcel: Parcel): Promise<AppAnswer>;
  send(message: object): void;
  /** It stays open until the app leaves, but is given nothing more. */
  retire(): void;
  cut(): void;
};

/** Slack pings so often that the client's limit of 30 s is never reached. */
const pingEveryMs = 10_000;

function readAcknowledgement(text: string): { id: string; answer: AppAnswer } {
  const { envelope_id, payload } = JSON.parse(text) as { envelope_id?: unknown; payload?: unknown };
  const empty = typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0;
  const body = empty ? undefined : payload;
  return {
    id: String(envelope_id),
    answer: { outcome: 'answered', status: 200, headers: new Headers(), body },
  };
}

/** `onClose` is called once, when the connection is gone. */
export function createConnection(socket: WebSocket, answerWithinMs: number, onClose: () => void): Connection {
  const waiting = new Map<string, (answer: AppAnswer) => void>();
  let retired = false;
  const pinging = setInterval(() => socket.ping(), pingEveryMs);

  socket.on('message', (data) => {
    const { id, answer } = readAcknowledgement(String(data));
    waiting.get(id)?.(answer);
  });
  socket.on('close', () => {
    clearInterval(pinging);
    onClose();
    const why = 'the connection closed before the acknowledgement';
    for (const settle of [...waiting.values()]) settle({ outcome: 'unreachable', why });
  });

  return {
    usable: () => !retired && socket.readyState === WebSocket.OPEN,
    carry: ({ kind, payload, retry }) =>
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
      retired = true;
    },
    cut: () => socket.terminate(),
  };
}
