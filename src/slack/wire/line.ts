// Whether Slack reaches us: always over HTTP while we listen, over a socket while it is open.
import type { SocketModeReceiver } from '@slack/bolt';

export type Line = {
  isUp(): boolean;
  /**
   * Calls back now, where the line is up, and whenever it is up again. `gapMs` is how long it may have been down
   * before without anything getting lost.
   */
  onUp(call: (gapMs: number) => void): void;
};

/** Slack sends an event again at once and after a minute, and later still. */
export const httpLine: Line = {
  isUp: () => true,
  onUp: (call) => call(60_000),
};

/** What happens while no socket is open, Slack may tell nobody. */
export function socketLine({ client }: Pick<SocketModeReceiver, 'client'>): Line {
  let up = false;
  client.on('connected', () => {
    up = true;
  });
  for (const state of ['disconnected', 'reconnecting'])
    client.on(state, () => {
      up = false;
    });
  return {
    isUp: () => up,
    onUp(call) {
      if (up) call(0);
      client.on('connected', () => call(0));
    },
  };
}
