ALTER POLICY "own_workspace" ON "access" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "column_mapping" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "end_user" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "erasure" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "export" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "change" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "operation" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "organization_change" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "import_ref" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "import" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "left_out_row" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "installation" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "job" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "old_id" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "organization" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "posting" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "seen_event" TO endusers_tenant USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
ALTER POLICY "own_workspace" ON "workspace" TO endusers_tenant USING (id = current_setting('endusers.workspace', true)) WITH CHECK (id = (select current_setting('endusers.workspace', true)));--> statement-breakpoint
-- The policy of a staging table looks up the setting once for each query: in all other tables, Postgres finds that by itself,
-- since their policies compare a column.
CREATE OR REPLACE FUNCTION staging.take_over(kind text, import_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := format('staging.%I', kind || '_' || import_id);
BEGIN
  IF (SELECT relowner FROM pg_class WHERE oid = name::regclass) <> 'endusers_tenant'::regrole THEN
    RAISE EXCEPTION '% was handed over before', name USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('ALTER TABLE %s OWNER TO %I', name, current_user);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_workspace ON %s USING ((SELECT current_setting(''endusers.workspace'', true)) = %L)',
    name, current_setting('endusers.workspace'));
  EXECUTE format('GRANT SELECT ON %s TO endusers_tenant', name);
END $$;
