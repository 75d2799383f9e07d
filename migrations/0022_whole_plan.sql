ALTER TABLE "job" DROP CONSTRAINT "job_kind_check";--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "left_out" jsonb;--> statement-breakpoint
ALTER TABLE "import" ADD COLUMN "cells_files" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_kind_check" CHECK ("job"."kind" in ('prepare-import', 'plan-import', 'apply-import', 'undo-import', 'show-import', 'post-problem-file', 'expire-import', 'perform-export', 'show-export', 'clear-stage', 'say', 'catch-up', 'refuse-share', 'offer-import', 'post-all-cells'));