// Whether Slack can reach the app: over HTTP a request from Slack shows it, over Socket Mode an open socket.
import type { SocketModeReceiver } from '@slack/bolt';

export type Connectivity = {
  /**
   * Calls back at the start, and whenever Slack is known to reach the app. `gapMs` is how long Slack may have been
   * unable to reach it before that without an event being lost.
   * @returns a function that ends the callbacks
   */
  onReachable(callBack: (gapMs: number) => void): () => void;
  /** A request from Slack arrived, with a valid signature. */
  requestReceived(): void;
};

/** Shortest time between two callbacks. */
const intervalMs = 30_000;

/** Slack retries an event at once, after a minute, and after five minutes. */
const startGapMs = 60_000;

/** Slack's last retry comes about six minutes after the event: until then, no event is lost. */
const requestGapMs = 5 * 60_000;

/**
 * A process that listens may be unreachable for a long time: the load balancer, DNS, or TLS is broken, or events are
 * switched off. So only a request counts.
 */
export function createHttpConnectivity(): Connectivity {
  let callBack: ((gapMs: number) => void) | null = null;
  let pause: NodeJS.Timeout | null = null;
  let receivedDuringPause = false;
  return {
    onReachable(call) {
      callBack = call;
      callBack(startGapMs);
      return () => {
        callBack = null;
        if (pause) clearTimeout(pause);
      };
    },
    requestReceived,
  };

  function requestReceived(): void {
    if (!callBack) return;
    if (pause) {
      receivedDuringPause = true;
      return;
    }
    callBack(requestGapMs);
    pause = setTimeout(() => {
      pause = null;
      if (receivedDuringPause) requestReceived();
      receivedDuringPause = false;
    }, intervalMs);
  }
}

/** Four missed callbacks: the process hung, or the database was away. */
const openGapMs = 4 * intervalMs;

/** Slack may drop events that happen while no socket is open. */
export function createSocketConnectivity({ client }: Pick<SocketModeReceiver, 'client'>): Connectivity {
  let isOpen = false;
  client.on('connected', () => {
    isOpen = true;
  });
  for (const state of ['disconnected', 'reconnecting'])
    client.on(state, () => {
      isOpen = false;
    });
  return {
    onReachable(callBack) {
      const reconnected = () => callBack(0);
      if (isOpen) reconnected();
      client.on('connected', reconnected);
      const timer = setInterval(() => isOpen && callBack(openGapMs), intervalMs);
      return () => {
        client.off('connected', reconnected);
        clearInterval(timer);
      };
    },
    requestReceived: () => undefined,
  };
}
