// SQL for an end user in a sentence for the member, such as `Zoë Weiß · 1077`.
import { type SQL, sql } from 'drizzle-orm';
import type { PlanRules } from './rules.ts';

/** @param endUser the alias of the end user's row */
export const endUserLabel = (endUser: string, { redacted }: Pick<PlanRules, 'redacted'>): SQL =>
  sql.raw(
    redacted
      ? `'contact_id ' || ${endUser}.id`
      : `left(coalesce(${endUser}.name, ${endUser}.email, '–'), 60) || ' · ' || ${endUser}.id`,
  );
