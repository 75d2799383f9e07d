ALTER TABLE "installation" ADD COLUMN "renewal_begun_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "reinstall_asked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "oauth_state_expiry" ON "oauth_state" USING btree ("expires_at");