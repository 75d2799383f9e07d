// Creates what exists once per process: the use cases' context with its ports to Slack.
import type { OpenDatabase } from '../db/database.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import type { Log } from '../log.ts';
import { timeUploads } from '../metrics/time-uploads.ts';
import { isAllowed } from '../slack/access/authorize.ts';
import { denyImport } from '../slack/access/deny-import.ts';
import { hiddenBecause } from '../slack/access/look-at-place.ts';
import { runTypedCommand } from '../slack/command-handlers/run-typed-command.ts';
import type { SlackContext } from '../slack/context.ts';
import { createMissedShares } from '../slack/events/missed-shares.ts';
import { createSlackFiles } from '../slack/files/files.ts';
import { createSlackMessages } from '../slack/messages/messages.ts';
import type { OnCall } from '../slack/web/counted-client.ts';
import { fetchGrantedWorkspaces } from '../slack/web/granted-workspaces.ts';
import { linksTo } from '../slack/web/links-to.ts';
import { createSlackHostCheck } from '../slack/web/slack-hosts.ts';
import { createWebClients } from '../slack/web/web-clients.ts';
import { createPostings } from '../usecases/notices/remember-postings.ts';
import type { ImportLimits } from '../usecases/ports.ts';
import { createProgressThrottle } from '../usecases/progress/progress-throttle.ts';

type Options = {
  readonly database: OpenDatabase;
  readonly installations: InstallationStore;
  readonly slackApiUrl: string;
  readonly limits: ImportLimits;
  /** Called for each call of Slack's Web API, and for each upload with its duration in ms. */
  readonly onCall: OnCall;
  readonly onUploaded: (ms: number) => void;
  readonly log: Log;
};

/** What listeners need beyond this comes from the connection to Slack. */
export function createContext({
  database,
  installations,
  slackApiUrl,
  limits,
  onCall,
  onUploaded,
  log,
}: Options): SlackContext {
  const { db, inWorkspace } = database;
  const clients = createWebClients(installations, { slackApiUrl, onCall }, log);
  const caches = {
    memberCache: new Map(),
    memberLists: new Map(),
    guestCache: new Map(),
    placeCache: new Map(),
  };
  const access = { inWorkspace, clients, installations, ...caches };
  const isSlackHost = createSlackHostCheck(slackApiUrl);
  const context: SlackContext = {
    ...access,
    db,
    progress: createProgressThrottle(),
    limits,
    log,
    slack: {
      files: timeUploads(createSlackFiles({ clients, isSlackHost }), onUploaded),
      messages: createSlackMessages(access, createPostings({ inWorkspace })),
      missedShares: createMissedShares(access),
      grantedWorkspaces: (enterpriseId) => fetchGrantedWorkspaces(clients, enterpriseId),
      isAllowed: (workspaceId, memberId, permission) => isAllowed(access, workspaceId, memberId, permission),
      hiddenBecause: (workspaceId, channelId) => hiddenBecause(access, workspaceId, channelId),
      linksTo: (workspaceId, readerId, places) => linksTo(clients, { workspaceId, readerId }, places),
      denyImport: (share) => denyImport(access, share),
      runTypedCommand: (typed) => runTypedCommand(context, typed),
    },
  };
  return context;
}
