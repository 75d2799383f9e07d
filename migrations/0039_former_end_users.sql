CREATE TABLE "former_end_user" (
	"workspace_id" text NOT NULL,
	"id" bigint NOT NULL,
	"removed_in" bigint NOT NULL,
	"organization_id" bigint NOT NULL,
	"name" text,
	"title" text,
	"email" text,
	"phone" text,
	"extension" text,
	"mobile" text,
	"address1" text,
	"address2" text,
	"city" text,
	"state" text,
	"zip" text,
	"notes" text,
	"direct_report" text,
	"ticket_matching_emails" text,
	"notification_billing" boolean,
	"notification_marketing" boolean,
	"notification_reports" boolean,
	"vendor_id" bigint,
	"custom_fields" jsonb,
	"archived" boolean DEFAULT false NOT NULL,
	"created_in" bigint,
	"created_line" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "former_end_user_workspace_id_removed_in_id_pk" PRIMARY KEY("workspace_id","removed_in","id")
);
--> statement-breakpoint
ALTER TABLE "former_end_user" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "change_removed";--> statement-breakpoint
CREATE INDEX "former_end_user_id" ON "former_end_user" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "former_end_user_created_in" ON "former_end_user" USING brin ("workspace_id","created_in") WITH (autosummarize=true);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "former_end_user" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = (select current_setting('endusers.workspace', true)));