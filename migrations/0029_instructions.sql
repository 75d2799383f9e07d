ALTER TABLE "import" ADD COLUMN "instructions" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "match_by" text DEFAULT 'contact_id' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_match_by_check" CHECK ("workspace"."match_by" in ('contact_id', 'email', 'vendor_id'));