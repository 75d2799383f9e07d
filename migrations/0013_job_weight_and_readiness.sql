ALTER TABLE "job" ADD COLUMN "weight" text DEFAULT 'light' NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "waits_for" text DEFAULT 'time' NOT NULL;--> statement-breakpoint
CREATE INDEX "job_ready" ON "job" USING btree ("workspace_id","kind","weight","run_at","id") WHERE "job"."waits_for" = 'worker' and "job"."leased_until" is null and "job"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "job_delayed" ON "job" USING btree ("run_at") WHERE "job"."waits_for" = 'time' and "job"."leased_until" is null and "job"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "job_parked" ON "job" USING btree ("workspace_id","lane","id") WHERE "job"."waits_for" = 'predecessor' and "job"."leased_until" is null and "job"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "job_dead_lettered" ON "job" USING btree ("failed_at") WHERE "job"."failed_at" is not null;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_weight_check" CHECK ("job"."weight" in ('light', 'heavy'));--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_waits_for_check" CHECK ("job"."waits_for" in ('time', 'predecessor', 'worker'));--> statement-breakpoint
UPDATE "job" SET "weight" = 'heavy' FROM "import" WHERE "job"."kind" = 'prepare-import' AND "import"."workspace_id" = "job"."workspace_id" AND "import"."id"::text = "job"."payload" ->> 'importId' AND "import"."file_size" >= 1000000;
