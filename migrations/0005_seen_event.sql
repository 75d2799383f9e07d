CREATE TABLE "seen_event" (
	"workspace_id" text NOT NULL,
	"event_id" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seen_event_workspace_id_event_id_pk" PRIMARY KEY("workspace_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "seen_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "seen_event_age" ON "seen_event" USING btree ("workspace_id","seen_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "seen_event" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));