ALTER TABLE "operation" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "operation" ADD COLUMN "end_users" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "asked_by" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "undo_asked_by" text;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "second_person_above" integer;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "second_person_loosened" jsonb;--> statement-breakpoint
CREATE INDEX "operation_by_member" ON "operation" USING btree ("workspace_id","by","at");--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_second_person_above_check" CHECK ("workspace"."second_person_above" between 0 and 1000000000);