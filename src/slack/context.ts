// The first argument of everything that handles what Slack sends: the use cases' context, and the app's side of Slack.
// Jobs that answer a command have it as well, without what only a listener needs.
import type { InstallationStore } from '../installations/installation-store.ts';
import type { Context } from '../usecases/ports.ts';
import type { PlaceCache } from './access/look-at-place.ts';
import type { BackgroundWork } from './transport/background-work.ts';
import type { RetryDelivery } from './transport/retry-delivery.ts';
import type { GuestCache } from './web/guests.ts';
import type { MemberLists } from './web/member-list.ts';
import type { MemberCache } from './web/members.ts';
import type { WebClients } from './web/web-clients.ts';

export type SlackContext = Context & {
  readonly clients: WebClients;
  readonly memberCache: MemberCache;
  readonly memberLists: MemberLists;
  readonly guestCache: GuestCache;
  readonly placeCache: PlaceCache;
  readonly installations: Pick<InstallationStore, 'botFor' | 'forget'>;
};

export type ListenerContext = SlackContext & {
  /** Work that goes on after Slack got its acknowledgement. */
  readonly background: BackgroundWork;
  /** How an event is processed again after a failure; depends on the transport. */
  readonly retryDelivery: RetryDelivery;
};
