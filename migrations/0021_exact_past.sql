ALTER TABLE "end_user" ADD COLUMN "created_line" integer;--> statement-breakpoint
ALTER TABLE "export" ADD COLUMN "as_of" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "export" ADD COLUMN "before_import" bigint;--> statement-breakpoint
ALTER TABLE "change" ADD COLUMN "line" integer;--> statement-breakpoint
ALTER TABLE "operation" ADD COLUMN "finished_at" timestamp with time zone;--> statement-breakpoint
-- The time of the commit, as near as a statement comes to it: deferred, so it runs when everything else of the transaction has.
-- `at` is when the transaction began; an import that took ten minutes was not there for the first ten.
CREATE FUNCTION operation_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE operation o SET finished_at = clock_timestamp() WHERE o.workspace_id = new.workspace_id AND o.id = new.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER operation_finished AFTER INSERT ON operation DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.finished_at IS NULL) EXECUTE FUNCTION operation_finished();
