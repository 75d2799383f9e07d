// The current connection to the app, by HTTP or Socket Mode, and the record of everything delivered to the app.
import type { Settings } from '../options.ts';
import type { Changes } from '../world/changes.ts';
import { createHttpTransport } from './http-transport.ts';
import type { AppAnswer, AppRequest, Transport } from './transport.ts';

/** One attempt to deliver a request to the app. `at` is milliseconds since 1970. */
export type Delivery = AppRequest & { at: number; answer: AppAnswer };

export type AppConnection = {
  /** Delivers the request and records the answer. */
  send(request: AppRequest): Promise<AppAnswer>;
  /** From now on, uses HTTP with this base URL; `undefined` disconnects the app. */
  connect(appUrl: string | undefined): void;
  /** From now on, uses Socket Mode. */
  useSocket(transport: Transport): void;
  connected(): boolean;
  /** Sets the redirect URL of the app's settings, where a member lands after agreeing to an installation. */
  redirectTo(appUrl: string | undefined): void;
  redirectUrl(): string | undefined;
  /** Every attempt so far, oldest first. */
  deliveries(): readonly Delivery[];
};

export function createAppConnection(
  settings: Settings,
  changes: Changes,
  appUrl: string | undefined,
): AppConnection {
  const record: Delivery[] = [];
  let transport: Transport | undefined;
  let redirectUrl: string | undefined;
  const redirectTo = (url: string | undefined) => {
    redirectUrl = url === undefined ? undefined : new URL('/slack/oauth_redirect', url).href;
  };
  const connect = (url: string | undefined) => {
    redirectTo(url);
    transport =
      url === undefined ? undefined : createHttpTransport(new URL('/slack/events', url).href, settings);
    changes.emit({ kind: 'connection' });
  };
  connect(appUrl);
  return {
    async send(request) {
      const answer: AppAnswer = transport
        ? await transport(request)
        : { outcome: 'unreachable', reason: 'no app is connected' };
      record.push({ ...request, at: Date.now(), answer });
      changes.emit({ kind: 'delivery' });
      return answer;
    },
    connect,
    useSocket(socketTransport) {
      transport = socketTransport;
    },
    connected: () => transport !== undefined,
    redirectTo,
    redirectUrl: () => redirectUrl,
    deliveries: () => record,
  };
}
