// Installations of the app through OAuth, in a workspace or in a whole Enterprise organization, with their tokens, and the OAuth states of installations.
import { boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';
import { workspace } from './workspace-table.ts';

export const installation = pgTable(
  'installation',
  {
    /** Slack's team id, or the id of the Enterprise organization: its row in `workspace` holds no data. */
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
    /** When a renewal of the tokens began whose outcome is not stored: Slack may have replaced the refresh token. */
    renewalBegunAt: timestamp('renewal_begun_at', { withTimezone: true }),
    /** When the members were told that the app must be installed again before its token expires. */
    reinstallAskedAt: timestamp('reinstall_asked_at', { withTimezone: true }),
    installedBy: text('installed_by').notNull(),
    installedAt: timestamp('installed_at', { withTimezone: true }).notNull().defaultNow(),
    /** Installed org-wide: it serves the workspaces that name it as their `enterprise_id`. */
    isEnterprise: boolean('is_enterprise').notNull().default(false),
  },
  () => [rowLevelSecurity()],
);

/**
 * A state that was used, or (of version 0.1) one that is pending. Belongs to no workspace: Slack names the workspace when
 * it redirects the member back.
 */
export const oauthState = pgTable(
  'oauth_state',
  {
    /** SHA-256 of the state, in hex. */
    digest: text().primaryKey(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('oauth_state_expiry').on(table.expiresAt)],
);
