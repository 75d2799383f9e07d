-- Adding these functions must not fail because an administrator limited how long statements may take.
SET LOCAL statement_timeout = 0;
--> statement-breakpoint
-- Staging tables belong to the app's role, so that a transaction of one workspace can't drop, alter, or empty those of
-- another. A transaction creates and fills its table as the tenant role, which reads no rows of others, and then hands
-- the table over. The tenant role keeps the right to create tables in this schema.
CREATE FUNCTION staging.take_over(kind text, import_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := format('staging.%I', kind || '_' || import_id);
BEGIN
  IF (SELECT relowner FROM pg_class WHERE oid = name::regclass) <> 'endusers_tenant'::regrole THEN
    RAISE EXCEPTION '% was handed over before', name USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('ALTER TABLE %s OWNER TO %I', name, current_user);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_workspace ON %s USING (current_setting(''endusers.workspace'', true) = %L)',
    name, current_setting('endusers.workspace'));
  EXECUTE format('GRANT SELECT ON %s TO endusers_tenant', name);
END $$;
--> statement-breakpoint
-- Drops the staging tables of these kinds, if there are any and the import is one of the current workspace.
CREATE FUNCTION staging.drop_tables(kinds text[], import_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.oid::regclass::text FROM pg_class c, unnest(kinds) AS kind
    WHERE c.relnamespace = 'staging'::regnamespace AND c.relkind = 'r' AND c.relname = kind || '_' || import_id
  LOOP
    IF NOT EXISTS (SELECT FROM public.import i WHERE i.id = import_id
      AND i.workspace_id = current_setting('endusers.workspace', true)) THEN
      RAISE EXCEPTION '% is not of this workspace', name USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %s', name);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION staging.take_over, staging.drop_tables FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION staging.take_over, staging.drop_tables TO endusers_tenant;
--> statement-breakpoint
-- The tables of imports that wait for a decision. They have their policies.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'staging'::regnamespace
    AND relkind = 'r' AND relowner = 'endusers_tenant'::regrole AND pg_has_role('endusers_tenant', 'USAGE')
  LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO %I', name, current_user);
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON %s TO endusers_tenant', name);
  END LOOP;
END $$;
