-- An end user's organization exists: what a foreign key guarantees, checked once a statement and organization
-- instead of once a row.

CREATE FUNCTION end_user_organization_exists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
BEGIN
  -- The lock of a foreign key's check: the organization stays until this transaction ends.
  PERFORM FROM organization o
  WHERE (o.workspace_id, o.id) IN (SELECT DISTINCT w.workspace_id, w.organization_id FROM written w)
  FOR KEY SHARE OF o;

  SELECT w.organization_id INTO missing
  FROM (SELECT DISTINCT workspace_id, organization_id FROM written) w
  WHERE NOT EXISTS (
    SELECT FROM organization o WHERE o.workspace_id = w.workspace_id AND o.id = w.organization_id
  )
  LIMIT 1;
  IF FOUND THEN
    RAISE foreign_key_violation USING MESSAGE = 'an end user needs an organization', TABLE = 'end_user',
      CONSTRAINT = 'end_user_organization';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER end_user_organization AFTER INSERT ON end_user
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION end_user_organization_exists();
--> statement-breakpoint
CREATE FUNCTION end_user_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = 'an end user stays in its organization', TABLE = 'end_user',
    CONSTRAINT = 'end_user_organization';
END $$;
--> statement-breakpoint
CREATE TRIGGER end_user_stays BEFORE UPDATE OF workspace_id, organization_id ON end_user FOR EACH ROW
WHEN ((old.workspace_id, old.organization_id) IS DISTINCT FROM (new.workspace_id, new.organization_id))
EXECUTE FUNCTION end_user_stays();
--> statement-breakpoint
CREATE FUNCTION organization_is_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM end_user e WHERE e.workspace_id = old.workspace_id AND e.organization_id = old.id) THEN
    RAISE foreign_key_violation USING MESSAGE = 'the organization has end users', TABLE = 'end_user',
      CONSTRAINT = 'end_user_organization';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN old ELSE new END;
END $$;
--> statement-breakpoint
CREATE TRIGGER organization_is_empty BEFORE DELETE OR UPDATE OF workspace_id, id ON organization FOR EACH ROW
EXECUTE FUNCTION organization_is_empty();
