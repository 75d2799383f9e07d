// Has the databases of all tests enforce what a stored plan relies on (src/import/plan/basis.ts): whoever writes end users
// records an operation, or an erasure, in the same transaction.
import type { Sql } from 'postgres';

/** Not for a workspace that is deleted as a whole. Only for the role in which the app works on a workspace: tests themselves write as they like. */
export async function requireOperations(database: Sql): Promise<void> {
  await database.unsafe(`
    create function require_operation() returns trigger language plpgsql as $$
    declare
      of_workspace text := coalesce(new.workspace_id, old.workspace_id);
    begin
      if not exists (
        select from operation where workspace_id = of_workspace and transaction = pg_current_xact_id()
      ) and not exists (
        select from erasure where workspace_id = of_workspace and erased_at = now()
      ) and exists (
        select from workspace where id = of_workspace
      ) then
        raise exception 'an end user was written without an operation';
      end if;
      return null;
    end $$;
    create constraint trigger require_operation after insert or update or delete on end_user
      deferrable initially deferred for each row when (current_user = 'endusers_tenant')
      execute function require_operation();`);
}
