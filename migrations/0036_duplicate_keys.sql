DROP INDEX "end_user_email";--> statement-breakpoint
ALTER TABLE "end_user" ADD COLUMN "email_key" bigint GENERATED ALWAYS AS (hashtextextended(nullif(case when email ~ '^[!-~]+( [!-~]+)*$' then lower(email)
  else lower(btrim(regexp_replace(normalize(email), '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'))) end, ''), 0)) STORED,
  ADD COLUMN "name_key" bigint GENERATED ALWAYS AS (hashtextextended(nullif(case when name ~ '^[!-~]+( [!-~]+)*$' then lower(name)
  else lower(btrim(regexp_replace(normalize(name), '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'))) end, ''), 0)) STORED;--> statement-breakpoint
CREATE INDEX "end_user_email_key" ON "end_user" USING btree ("workspace_id","email_key");--> statement-breakpoint
CREATE INDEX "end_user_name_key" ON "end_user" USING btree ("workspace_id","organization_id","name_key");