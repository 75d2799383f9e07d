ALTER TABLE "import" ADD COLUMN "read_as" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "letters" jsonb;