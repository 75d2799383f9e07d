-- An end user can move to another organization of the workspace. As a foreign key does, each move checks that the organization
-- exists, and keeps it until the transaction ends. Updates that move nobody pay nothing for it.

CREATE FUNCTION end_user_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.workspace_id <> old.workspace_id THEN
    RAISE foreign_key_violation USING MESSAGE = 'an end user stays in its workspace', TABLE = 'end_user',
      CONSTRAINT = 'end_user_organization';
  END IF;
  PERFORM FROM organization o WHERE o.workspace_id = new.workspace_id AND o.id = new.organization_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE foreign_key_violation USING MESSAGE = 'an end user needs an organization', TABLE = 'end_user',
      CONSTRAINT = 'end_user_organization';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
DROP TRIGGER end_user_stays ON end_user;
--> statement-breakpoint
DROP FUNCTION end_user_stays();
--> statement-breakpoint
CREATE TRIGGER end_user_moves BEFORE UPDATE OF workspace_id, organization_id ON end_user FOR EACH ROW
WHEN ((old.workspace_id, old.organization_id) IS DISTINCT FROM (new.workspace_id, new.organization_id))
EXECUTE FUNCTION end_user_moves();
