// One Slack workspace: one account, one tenant, with its settings.
import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { type MatchKey, matchKeys } from '../../model/instructions.ts';
import { type ApplyMode, applyModes, type DefaultRole, defaultRoles } from '../../model/permissions.ts';
import type { Loosened } from '../../model/second-person.ts';
import { businessNameLimit, type Details, detailsModes, secondPersonLimit } from '../../model/settings.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';

export const workspace = pgTable(
  'workspace',
  {
    /** Slack's team id. */
    id: text().primaryKey(),
    /** The Enterprise organization whose org-wide installation may act in the workspace. */
    enterpriseId: text('enterprise_id'),
    /** Starts the names of files with all organizations. Null: the workspace's id does. */
    businessName: text('business_name'),
    /** Whether a plan without problems and warnings waits for an approval. */
    apply: text().$type<ApplyMode>().notNull().default('after approval'),
    /** The role of members who were granted none. */
    defaultRole: text('default_role').$type<DefaultRole>().notNull().default('none'),
    /** Which channels show names and values. */
    details: text().$type<Details>().notNull().default('members only'),
    /** What tells which end users the rows of files without contact_ids mean. */
    matchBy: text('match_by').$type<MatchKey>().notNull().default('contact_id'),
    /** How many end users a member may create, change, or archive alone within 24 hours. Null: any number. */
    secondPersonAbove: integer('second_person_above'),
    /** Who last raised it or turned it off: for them, what held before counts for another 24 hours. */
    secondPersonLoosened: jsonb('second_person_loosened').$type<Loosened>(),
    /** When a member was told how to begin with the app, since it was last installed. */
    guidedAt: timestamp('guided_at', { withTimezone: true }),
    /** The last-heard checkpoint: files shared up to then were received. Later ones are looked for at startup. */
    lastHeardUntil: timestamp('heard_until', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    oneOf('workspace', table.apply, applyModes),
    oneOf('workspace', table.defaultRole, defaultRoles),
    oneOf('workspace', table.details, detailsModes),
    oneOf('workspace', table.matchBy, matchKeys),
    check(
      'workspace_business_name_check',
      sql`char_length(${table.businessName}) between 1 and ${sql.raw(String(businessNameLimit))}`,
    ),
    check(
      'workspace_second_person_above_check',
      sql`${table.secondPersonAbove} between 0 and ${sql.raw(String(secondPersonLimit))}`,
    ),
    rowLevelSecurity('id'),
  ],
);
