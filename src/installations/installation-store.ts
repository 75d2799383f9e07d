// The installation store: what the rest of the app knows about the workspaces in which it is installed.

/** The identity of the app's bot in a workspace. */
export type Bot = {
  readonly workspaceId: string;
  /** The bot's member id (`U…`), which mentions contain. */
  readonly botMemberId: string;
  /** The bot's own id (`B…`), which its messages contain. */
  readonly botId: string;
  /** The Enterprise organization whose org-wide installation acts in the workspace; null: the workspace's own does. */
  readonly enterpriseId: string | null;
};

export type InstallationStore = {
  /** Resolves the bot that handles what Slack sends for this team; `null` if the app is not installed there. */
  botFor(teamId: string): Promise<Bot | null>;
  /**
   * Returns a token of the workspace's bot that stays valid for some time. The id of an Enterprise organization returns the
   * token of its org-wide installation.
   * @throws NotInstalledError
   */
  tokenOf(workspaceId: string): Promise<string>;
  /** Drops what is cached about the workspace or the Enterprise organization: the app was installed again or removed. */
  forget(workspaceId: string): void;
};

/** The app was removed from the workspace or was never installed there, so nothing can be read or posted. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}
