CREATE TABLE "access" (
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"role" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_workspace_id_member_id_pk" PRIMARY KEY("workspace_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "access" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "installation" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"bot_id" text NOT NULL,
	"bot_member_id" text NOT NULL,
	"bot_token" text NOT NULL,
	"refresh_token" text,
	"expires_at" timestamp with time zone,
	"installed_by" text NOT NULL,
	"installed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "installation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "oauth_state" (
	"digest" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "end_user" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "export" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "operation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_ref" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "job" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organization" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "apply" text DEFAULT 'after approval' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "default_role" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "heard_until" timestamp with time zone;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "end_user" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "export" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "change" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "operation" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "import_ref" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "import" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "job" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "organization" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "workspace" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (id = current_setting('endusers.workspace', true)) WITH CHECK (id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "access" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "installation" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));--> statement-breakpoint
-- It belongs to no workspace.
REVOKE ALL ON "oauth_state" FROM endusers_tenant;
