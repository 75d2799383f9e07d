// Workspaces that installed the app through OAuth, with their tokens, and pending installations.
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const installation = pgTable(
  'installation',
  {
    workspaceId: text('workspace_id')
      .primaryKey()
      .references(() => workspace.id),
    /** The bot's own id (`B…`) and its member id (`U…`). */
    botId: text('bot_id').notNull(),
    botMemberId: text('bot_member_id').notNull(),
    /** Encrypted, with the id of the key: see src/installations. */
    botToken: text('bot_token').notNull(),
    /** Encrypted; null where Slack's tokens for this app do not rotate. */
    refreshToken: text('refresh_token'),
    /** When the bot token expires; null where it doesn't. */
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    installedBy: text('installed_by').notNull(),
    installedAt: timestamp('installed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  () => [rowLevelSecurity()],
);

/** A pending installation. Belongs to no workspace: Slack names the workspace when it redirects the member back. */
export const oauthState = pgTable('oauth_state', {
  /** SHA-256 of the state, in hex. The row is deleted when the state is used. */
  digest: text().primaryKey(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});
