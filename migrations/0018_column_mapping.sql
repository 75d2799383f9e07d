CREATE TABLE "column_mapping" (
	"workspace_id" text NOT NULL,
	"header_digest" text NOT NULL,
	"columns" jsonb NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "column_mapping_workspace_id_header_digest_pk" PRIMARY KEY("workspace_id","header_digest")
);
--> statement-breakpoint
ALTER TABLE "column_mapping" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "export" ADD COLUMN "with_custom" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "column_mapping" ADD CONSTRAINT "column_mapping_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "column_mapping" AS PERMISSIVE FOR ALL TO "endusers_tenant" USING (workspace_id = current_setting('endusers.workspace', true)) WITH CHECK (workspace_id = current_setting('endusers.workspace', true));