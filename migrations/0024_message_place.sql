ALTER TABLE "import" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "direct" jsonb;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "told" text;
