DROP INDEX "job_lane";--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "behind" bigint;--> statement-breakpoint
CREATE INDEX "job_behind" ON "job" USING btree ("behind") WHERE "job"."behind" is not null;--> statement-breakpoint
CREATE INDEX "job_lane" ON "job" USING btree ("workspace_id","lane","id") WHERE "job"."lane" is not null and "job"."behind" is null;