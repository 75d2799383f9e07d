CREATE TABLE "organization_change" (
	"workspace_id" text NOT NULL,
	"operation_id" bigint NOT NULL,
	"organization_id" bigint NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"line" integer,
	CONSTRAINT "organization_change_workspace_id_operation_id_organization_id_pk" PRIMARY KEY("workspace_id","operation_id","organization_id")
);
--> statement-breakpoint
ALTER TABLE "organization_change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "export" DROP CONSTRAINT "export_kind_check";--> statement-breakpoint
ALTER TABLE "organization" ADD COLUMN "archived" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_change" ADD CONSTRAINT "organization_change_operation" FOREIGN KEY ("workspace_id","operation_id") REFERENCES "public"."operation"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "organization_change_organization" ON "organization_change" USING btree ("workspace_id","organization_id");--> statement-breakpoint
ALTER TABLE "export" ADD CONSTRAINT "export_kind_check" CHECK ("export"."kind" in ('export', 'template', 'organizations'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "organization_change" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));