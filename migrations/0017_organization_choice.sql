ALTER TABLE "import" ADD COLUMN "organization_name" text;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "organization_chosen" boolean DEFAULT false NOT NULL;