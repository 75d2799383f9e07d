// Bolt over Socket Mode: a WebSocket that the app opens.
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import type { OnAppRateLimited } from './app-rate-limited.ts';
import { createSocketConnectivity } from './connectivity.ts';
import type { Transport } from './transport.ts';

export function createSocketTransport(
  appToken: string,
  slackApiUrl: string,
  onAppRateLimited: OnAppRateLimited,
  logger: Logger,
): Transport {
  const installerOptions = { clientOptions: { slackApiUrl } };
  const receiver = new SocketModeReceiver({ appToken, installerOptions, logger });
  takeWithoutEvent(receiver.client, onAppRateLimited);
  return { receiver, connectivity: createSocketConnectivity(receiver), routes: [] };
}

type Client = SocketModeReceiver['client'];

/**
 * Acknowledges the messages that have no inner event. `@slack/socket-mode` 3.0 reads a property of the inner event in a
 * promise that no one catches, so such a message would end the process.
 */
function takeWithoutEvent(client: Client, onAppRateLimited: OnAppRateLimited): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const envelope = isBinary ? null : parseEnvelope(data);
    if (envelope?.type !== 'events_api' || envelope.payload?.event) {
      for (const handle of handlers) handle(data, isBinary);
      return;
    }
    onAppRateLimited(envelope.payload);
    // The client's own method, which its types don't show.
    const { send } = client as unknown as { send(this: Client, envelopeId: unknown): Promise<void> };
    send.call(client, envelope.envelope_id).catch(() => undefined);
  });
}

type Envelope = {
  readonly type?: string;
  readonly envelope_id?: string;
  readonly payload?: { readonly event?: object };
};

function parseEnvelope(data: unknown): Envelope | null {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
