// Bolt's way to Slack over Socket Mode: a connection that we open.
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { socketLine } from './connectivity.ts';
import type { Way } from './transport.ts';

export function overSocket(appToken: string, slackApiUrl: string, logger: Logger): Way {
  const installerOptions = { clientOptions: { slackApiUrl } };
  const receiver = new SocketModeReceiver({ appToken, installerOptions, logger });
  return { receiver, line: socketLine(receiver), own: [] };
}
