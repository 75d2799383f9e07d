ALTER TABLE "installation" ADD COLUMN "is_enterprise" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "enterprise_id" text;