CREATE TABLE "old_id" (
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"old_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	CONSTRAINT "old_id_workspace_id_kind_old_id_pk" PRIMARY KEY("workspace_id","kind","old_id"),
	CONSTRAINT "old_id_kind_check" CHECK ("old_id"."kind" in ('organization', 'end user'))
);
--> statement-breakpoint
ALTER TABLE "old_id" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "export" ADD COLUMN "with_old_ids" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "old_id" ADD CONSTRAINT "old_id_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "old_id_of" ON "old_id" USING btree ("workspace_id","kind","id");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "old_id" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));