ALTER TABLE "workspace" ADD COLUMN "details" text DEFAULT 'members only' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "guided_at" timestamp with time zone;--> statement-breakpoint
UPDATE "workspace" SET "guided_at" = "created_at";--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_details_check" CHECK ("workspace"."details" in ('members only', 'in the channel', 'approvers only'));