// What the rest of the app knows of the workspaces that it is installed in.

/** Who the app's bot is in a workspace. */
export type Bot = {
  readonly workspaceId: string;
  /** The bot's member id (`U…`), as mentions have it. */
  readonly botMemberId: string;
  /** The bot's own id (`B…`), as messages that it sent have it. */
  readonly botId: string;
};

export type InstallationStore = {
  /** The bot that answers what Slack sends of this team; null where the app isn't installed. */
  botFor(teamId: string): Promise<Bot | null>;
  /**
   * A token of the workspace's bot that is good for some time yet.
   * @throws NotInstalled
   */
  tokenOf(workspaceId: string): Promise<string>;
  /** What is remembered of it holds no more: it was installed anew, or removed. */
  forget(workspaceId: string): void;
};

/** The app was removed from the workspace, or never was there: nothing can be asked or said. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}
