// SQL for the values of cells as members see them: an organization by its name and its id.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../model/columns.ts';

/** `Acme Ltd · 12`; null if there is no such organization. */
export const organizationLabel = (workspaceId: string, id: SQL): SQL =>
  sql`(select o.name || ' · ' || o.id from organization o where o.workspace_id = ${workspaceId} and o.id = (${id})::bigint)`;

export const shownValue = (workspaceId: string, field: Field, value: SQL): SQL =>
  field === 'organization_id' ? organizationLabel(workspaceId, value) : value;

/** The same for a field that is known only in the query, of a value as text. */
export const shownText = (workspaceId: string, field: SQL, value: SQL): SQL =>
  sql`case when ${field} = 'organization_id' then ${organizationLabel(workspaceId, value)} else ${value} end`;
