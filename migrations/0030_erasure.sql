CREATE TABLE "erasure" (
	"workspace_id" text NOT NULL,
	"end_user_id" bigint NOT NULL,
	"erased_by" text NOT NULL,
	"erased_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_workspace_id_end_user_id_pk" PRIMARY KEY("workspace_id","end_user_id")
);
--> statement-breakpoint
ALTER TABLE "erasure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("job"."kind" in ('prepare-import', 'plan-import', 'apply-import', 'undo-import', 'show-import', 'post-problem-file', 'expire-import', 'perform-export', 'show-export', 'clear-stage', 'say', 'catch-up', 'refuse-share', 'offer-import', 'post-all-cells', 'run-command', 'send-personal-data'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "erasure" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
-- Empties these rows of an import's staging table, if the import is one of the current workspace: a transaction of a
-- workspace can't change staged rows by itself (migration "staging_ownership"). What stays is where each row was, and whom it
-- was about. The statistics are made anew, because they hold samples of the values.
CREATE FUNCTION staging.erase_rows(import_id bigint, end_user_id bigint, lines integer[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := format('staging.%I', 'row_' || import_id);
  emptied text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.import i WHERE i.id = import_id
    AND i.workspace_id = current_setting('endusers.workspace', true)) THEN
    RAISE EXCEPTION '% is not of this workspace', name USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT string_agg(format('%I = NULL', attname), ', ') INTO emptied FROM pg_attribute
    WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN ('line', 'ref_import', 'ref_line', 'contact_id');
  EXECUTE format('UPDATE %s SET %s, contact_id = coalesce(contact_id, $1) WHERE line = ANY ($2)', name, emptied)
    USING end_user_id, lines;
  EXECUTE format('ANALYZE %s', name);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION staging.erase_rows FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION staging.erase_rows TO endusers_tenant;
