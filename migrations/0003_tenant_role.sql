-- The role that a transaction takes on for one workspace (src/db/in-workspace.ts): row-level security holds for it,
-- whoever the app connects as. It belongs to the server, so another database of this app may have made it already;
-- where the app's own role may make none, an administrator does: docs/operations.md.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'endusers_tenant') THEN
    BEGIN
      CREATE ROLE endusers_tenant NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- somebody was faster
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'endusers_tenant', 'MEMBER') THEN
    EXECUTE format('GRANT endusers_tenant TO %I', current_user);
  END IF;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO endusers_tenant;
--> statement-breakpoint
-- Each import makes tables of its own there.
GRANT USAGE, CREATE ON SCHEMA staging TO endusers_tenant;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO endusers_tenant;
--> statement-breakpoint
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO endusers_tenant;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO endusers_tenant;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO endusers_tenant;
