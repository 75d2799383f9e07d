// Whether Slack reaches us: over HTTP a request of its shows it, over a socket that it is open.
import type { SocketModeReceiver } from '@slack/bolt';

export type Connectivity = {
  /**
   * Calls back each time when Slack is known to reach us, and at the start. `gapMs` is how long it may not have done so
   * before, without anything getting lost. Gives how to end that.
   */
  onReachable(call: (gapMs: number) => void): () => void;
  /** Something came from Slack, and its signature is right. */
  requestReceived(): void;
};

/** As often as it is told at most. */
const everyMs = 30_000;

/** Slack sends an event again at once and after a minute, and later still. */
const startGapMs = 60_000;

/** Slack sends an event for the last time some six minutes after it happened: before that, none is lost. */
const requestGapMs = 5 * 60_000;

/** A process that listens may be out of Slack's reach for long: balancer, name or TLS broke, or events are switched off. */
export function createHttpConnectivity(): Connectivity {
  let call: ((gapMs: number) => void) | null = null;
  let pause: NodeJS.Timeout | null = null;
  let cameMeanwhile = false;
  return {
    onReachable(callBack) {
      call = callBack;
      call(startGapMs);
      return () => {
        call = null;
        if (pause) clearTimeout(pause);
      };
    },
    requestReceived: came,
  };

  function came(): void {
    if (!call) return;
    if (pause) {
      cameMeanwhile = true;
      return;
    }
    call(requestGapMs);
    pause = setTimeout(() => {
      pause = null;
      if (cameMeanwhile) came();
      cameMeanwhile = false;
    }, everyMs);
  }
}

/** Missed four times: the process hung, or the database was away. */
const openGapMs = 4 * everyMs;

/** What happens while no socket is open, Slack may tell nobody. */
export function createSocketConnectivity({ client }: Pick<SocketModeReceiver, 'client'>): Connectivity {
  let up = false;
  client.on('connected', () => {
    up = true;
  });
  for (const state of ['disconnected', 'reconnecting'])
    client.on(state, () => {
      up = false;
    });
  return {
    onReachable(call) {
      const reconnected = () => call(0);
      if (up) reconnected();
      client.on('connected', reconnected);
      const timer = setInterval(() => up && call(openGapMs), everyMs);
      return () => {
        client.off('connected', reconnected);
        clearInterval(timer);
      };
    },
    requestReceived: () => undefined,
  };
}
