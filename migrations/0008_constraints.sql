-- Checks for every state, kind, role, and setting, and foreign keys between tables with few rows. The tables are small
-- enough to validate at once: "not valid" first would shorten no lock, since all migrations run in one transaction.

-- Members could be granted roles in a workspace that had no row yet, and these foreign keys are new.
INSERT INTO "workspace" ("id")
SELECT "workspace_id" FROM "access"
UNION SELECT "workspace_id" FROM "installation"
UNION SELECT "workspace_id" FROM "export"
UNION SELECT "workspace_id" FROM "import"
UNION SELECT "workspace_id" FROM "operation"
ON CONFLICT DO NOTHING;
--> statement-breakpoint
ALTER TABLE "access" ADD CONSTRAINT "access_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export" ADD CONSTRAINT "export_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export" ADD CONSTRAINT "export_organization" FOREIGN KEY ("workspace_id","organization_id") REFERENCES "public"."organization"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation" ADD CONSTRAINT "operation_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation" ADD CONSTRAINT "operation_import" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."import"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation" ADD CONSTRAINT "operation_undoes" FOREIGN KEY ("workspace_id","undoes") REFERENCES "public"."operation"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_base_export" FOREIGN KEY ("workspace_id","base_export_id") REFERENCES "public"."export"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_by_organization" ON "export" USING btree ("workspace_id","organization_id") WHERE "export"."organization_id" is not null;--> statement-breakpoint
CREATE INDEX "operation_by_import" ON "operation" USING btree ("workspace_id","import_id") WHERE "operation"."import_id" is not null;--> statement-breakpoint
CREATE INDEX "operation_by_undoes" ON "operation" USING btree ("workspace_id","undoes") WHERE "operation"."undoes" is not null;--> statement-breakpoint
CREATE INDEX "import_by_base_export" ON "import" USING btree ("workspace_id","base_export_id") WHERE "import"."base_export_id" is not null;--> statement-breakpoint
ALTER TABLE "access" ADD CONSTRAINT "access_role_check" CHECK ("access"."role" in ('view', 'edit', 'admin'));--> statement-breakpoint
ALTER TABLE "export" ADD CONSTRAINT "export_kind_check" CHECK ("export"."kind" in ('export', 'template'));--> statement-breakpoint
ALTER TABLE "export" ADD CONSTRAINT "export_state_check" CHECK ("export"."state" in ('requested', 'posted', 'failed'));--> statement-breakpoint
ALTER TABLE "operation" ADD CONSTRAINT "operation_kind_check" CHECK ("operation"."kind" in ('import', 'undo', 'hand'));--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_state_check" CHECK ("import"."state" in ('received', 'reading', 'planned', 'planning', 'applying', 'applied', 'undoing', 'undone', 'redoing', 'refused', 'cancelled', 'unneeded', 'failed', 'ignored'));--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("job"."kind" in ('prepare-import', 'plan-import', 'apply-import', 'undo-import', 'show-import', 'post-problem-file', 'expire-import', 'perform-export', 'show-export', 'clear-stage', 'say', 'catch-up', 'refuse-share'));--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_apply_check" CHECK ("workspace"."apply" in ('after approval', 'at once'));--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_default_role_check" CHECK ("workspace"."default_role" in ('none', 'view', 'edit'));--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_business_name_check" CHECK (char_length("workspace"."business_name") between 1 and 50);