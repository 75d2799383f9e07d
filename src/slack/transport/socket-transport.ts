// Bolt over Socket Mode: a WebSocket that the app opens.
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { createSocketConnectivity } from './connectivity.ts';
import type { Transport } from './transport.ts';

export function createSocketTransport(appToken: string, slackApiUrl: string, logger: Logger): Transport {
  const installerOptions = { clientOptions: { slackApiUrl } };
  const receiver = new SocketModeReceiver({ appToken, installerOptions, logger });
  return { receiver, connectivity: createSocketConnectivity(receiver), routes: [] };
}
