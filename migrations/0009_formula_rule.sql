ALTER TABLE "export" ADD COLUMN "formula_rule" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "formula_rule" smallint DEFAULT 1 NOT NULL;