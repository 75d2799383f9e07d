// How much room the staged rows of a workspace take up, and the error when there is no more.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { BadFileError } from '../../model/bad-file-error.ts';

/**
 * The bytes of all staging areas of the workspace except this import's. The tables of an import that is being read can't
 * be seen yet: the size of its file stands for them, if that import came first.
 */
export async function countStagedBytes(
  tx: Transaction,
  { workspaceId, importId }: { readonly workspaceId: string; readonly importId: number },
): Promise<number> {
  const [row] = await tx.execute<{ bytes: number }>(sql`
    select coalesce(sum(
      case when state = 'reading' then case when id < ${importId} then file_size else 0 end
      else coalesce(pg_total_relation_size(to_regclass('staging.row_' || id)), 0)
        + coalesce(pg_total_relation_size(to_regclass('staging.plan_' || id)), 0)
        + coalesce(pg_total_relation_size(to_regclass('staging.key_' || id)), 0) end
    ), 0)::float8 as bytes
    from import
    where workspace_id = ${workspaceId} and id <> ${importId}
      and state in ('reading', 'planned', 'planning', 'applying')`);
  return row!.bytes; // an aggregate without groups always returns one row
}

/** How many bytes an import may stage. `isShared`: other plans of the workspace take up a part of what it may stage. */
export type Room = { readonly bytes: number; readonly isShared: boolean };

export const noRoomError = ({ isShared }: Room): BadFileError =>
  new BadFileError({
    code: 'no-room',
    reason: isShared
      ? 'together with the plans that wait in this workspace, it takes up more room than this app has for them'
      : 'its rows take up more room than this app has for the plans of a workspace',
    remedy: isShared
      ? 'Apply or cancel plans that wait (`/endusers results` lists them), or split the file into several files, each with the header row, and share those one after another.'
      : 'Split it into several files, each with the header row, and share and apply those one after another.',
  });
