CREATE TABLE "posting" (
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"subject" text NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cursor" text,
	CONSTRAINT "posting_workspace_id_channel_id_subject_pk" PRIMARY KEY("workspace_id","channel_id","subject")
);
--> statement-breakpoint
ALTER TABLE "posting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "posting" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));