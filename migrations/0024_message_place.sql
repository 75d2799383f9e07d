ALTER TABLE "import" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "posted_in" text;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "told" text;
