// The way to the app, whichever it is at the moment, and the record of what was brought to it.
import type { Settings } from '../options.ts';
import type { Changes } from '../world/changes.ts';
import type { AppAnswer, Carrier, Parcel } from './carrier.ts';
import { createHttpCarrier } from './http-carrier.ts';

/** One attempt to bring something to the app. */
export type Delivery = Parcel & { at: number; answer: AppAnswer };

export type AppLink = {
  /** Brings it now and records how it went. */
  send(parcel: Parcel): Promise<AppAnswer>;
  /** HTTP to this base address from now on; `undefined` takes the app away. */
  connect(appUrl: string | undefined): void;
  useSocket(carrier: Carrier): void;
  /** Whether anybody is there to receive anything. */
  connected(): boolean;
  /** Where a member who agreed to an installation is sent: the redirect URL in the app's settings. */
  redirectTo(appUrl: string | undefined): void;
  redirectUrl(): string | undefined;
  deliveries(): readonly Delivery[];
};

export function createAppLink(settings: Settings, changes: Changes, appUrl: string | undefined): AppLink {
  const record: Delivery[] = [];
  let carrier: Carrier | undefined;
  let redirectUrl: string | undefined;
  const redirectTo = (url: string | undefined) => {
    redirectUrl = url === undefined ? undefined : new URL('/slack/oauth_redirect', url).href;
  };
  const connect = (url: string | undefined) => {
    redirectTo(url);
    carrier = url === undefined ? undefined : createHttpCarrier(new URL('/slack/events', url).href, settings);
  };
  connect(appUrl);
  return {
    async send(parcel) {
      const answer: AppAnswer = carrier
        ? await carrier(parcel)
        : { outcome: 'unreachable', why: 'no app is connected' };
      record.push({ ...parcel, at: Date.now(), answer });
      changes.emit({ kind: 'delivery' });
      return answer;
    },
    connect,
    useSocket(socket) {
      carrier = socket;
    },
    connected: () => carrier !== undefined,
    redirectTo,
    redirectUrl: () => redirectUrl,
    deliveries: () => record,
  };
}
