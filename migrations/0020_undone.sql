-- Filling the new column must not fail because an administrator limited how long statements may take.
SET LOCAL statement_timeout = 0;
--> statement-breakpoint
ALTER TABLE "operation" ADD COLUMN "undone" boolean DEFAULT false;--> statement-breakpoint
ALTER TABLE "import_ref" ADD COLUMN "earlier" bigint[];--> statement-breakpoint
CREATE INDEX "change_removed" ON "change" USING btree ("workspace_id",(("before" ->> 'created_in')::bigint)) WHERE "change"."after" is null;--> statement-breakpoint
CREATE INDEX "import_ref_earlier" ON "import_ref" USING btree ("workspace_id") WHERE "import_ref"."earlier" is not null;
--> statement-breakpoint
-- Merges objects: of each key, the last value stays.
CREATE AGGREGATE jsonb_merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
--> statement-breakpoint
-- An import is undone if an undo of it is not itself undone, and so on.
UPDATE "operation" SET "undone" = NULL WHERE "kind" = 'undo';
--> statement-breakpoint
WITH RECURSIVE chain AS (
  SELECT workspace_id, id AS root, id, 0 AS depth FROM operation WHERE kind <> 'undo'
  UNION ALL
  SELECT u.workspace_id, c.root, u.id, c.depth + 1
  FROM chain c JOIN operation u ON u.workspace_id = c.workspace_id AND u.undoes = c.id
)
UPDATE operation o SET undone = true
FROM (SELECT workspace_id, root, max(depth) AS undos FROM chain GROUP BY 1, 2) c
WHERE o.workspace_id = c.workspace_id AND o.id = c.root AND c.undos % 2 = 1;
--> statement-breakpoint
-- Until now, an undo in another order than last-first left values that the changes alone don't say. Such a value stays: the
-- undo that wrote it counts from now on, until its import is undone or redone the next time. Making one undo count can make
-- another one necessary, so this is repeated until nothing differs.
CREATE FUNCTION pg_temp.custom_keys(fields jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(fields) WHEN 'object' THEN fields ELSE '{}' END
$$;
--> statement-breakpoint
-- The same as flatValues in src/db/custom-fields.ts.
CREATE FUNCTION pg_temp.flat_values(side jsonb, before jsonb, after jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN side ? 'custom_fields' THEN (side - 'custom_fields') || coalesce((
    SELECT jsonb_object_agg('custom_fields.' || k, pg_temp.custom_keys(side -> 'custom_fields') -> k)
    FROM jsonb_object_keys(pg_temp.custom_keys(before -> 'custom_fields') || pg_temp.custom_keys(after -> 'custom_fields')) k
    WHERE nullif(pg_temp.custom_keys(before -> 'custom_fields') -> k, 'null')
      IS DISTINCT FROM nullif(pg_temp.custom_keys(after -> 'custom_fields') -> k, 'null')), '{}')
    ELSE side END
$$;
--> statement-breakpoint
DO $$
BEGIN
  CREATE TEMPORARY TABLE undone_history ON COMMIT DROP AS
  SELECT c.workspace_id, c.end_user_id, c.operation_id, c.before IS NULL AS is_back, c.after IS NULL AS is_removal,
    CASE WHEN c.after IS NULL OR c.before IS NULL THEN NULL ELSE pg_temp.flat_values(c.before, c.before, c.after) END AS before,
    CASE WHEN c.after IS NULL OR c.before IS NULL THEN NULL ELSE pg_temp.flat_values(c.after, c.before, c.after) END AS after
  FROM change c
  WHERE EXISTS (
    SELECT FROM change u JOIN operation o ON o.workspace_id = u.workspace_id AND o.id = u.operation_id
    WHERE u.workspace_id = c.workspace_id AND u.end_user_id = c.end_user_id AND o.kind = 'undo');
  CREATE INDEX ON undone_history (workspace_id, end_user_id);
  ANALYZE undone_history;
  ANALYZE operation;

  LOOP
    WITH history AS (
      SELECT h.*, o.undone, o.kind FROM undone_history h
      JOIN operation o ON o.workspace_id = h.workspace_id AND o.id = h.operation_id
    ),
    derived AS (
      SELECT workspace_id, end_user_id,
        jsonb_merge(before ORDER BY operation_id DESC)
          || jsonb_merge(after ORDER BY operation_id) FILTER (WHERE NOT undone) AS values,
        max(operation_id) FILTER (WHERE NOT undone AND NOT is_removal) AS standing,
        max(operation_id) FILTER (WHERE NOT undone AND is_removal) AS removed
      FROM history WHERE undone IS NOT NULL GROUP BY 1, 2
    ),
    people AS (
      SELECT p.workspace_id, p.end_user_id, e.id IS NOT NULL AS is_here, to_jsonb(e) AS stored,
        coalesce(e.created_in, (
          SELECT (c.before ->> 'created_in')::bigint FROM change c
          WHERE c.workspace_id = p.workspace_id AND c.end_user_id = p.end_user_id AND c.after IS NULL
          ORDER BY c.operation_id DESC LIMIT 1)) AS created_in
      FROM (SELECT DISTINCT workspace_id, end_user_id FROM undone_history) p
      LEFT JOIN end_user e ON e.workspace_id = p.workspace_id AND e.id = p.end_user_id
    ),
    expected AS (
      SELECT p.*, d.values,
        coalesce(d.standing > coalesce(d.removed, 0), false) OR (d.removed IS NULL AND o.undone IS NOT TRUE) AS is_expected
      FROM people p
      LEFT JOIN derived d USING (workspace_id, end_user_id)
      LEFT JOIN operation o ON o.workspace_id = p.workspace_id AND o.id = p.created_in
    ),
    writers AS (
      -- The undos that wrote the values that differ.
      SELECT DISTINCT ON (x.workspace_id, x.end_user_id, v.key) x.workspace_id, h.operation_id
      FROM expected x
      CROSS JOIN LATERAL jsonb_each(x.values) v
      JOIN history h ON h.workspace_id = x.workspace_id AND h.end_user_id = x.end_user_id AND h.kind = 'undo'
        AND h.after ? v.key
      WHERE x.is_here AND nullif(v.value, 'null') IS DISTINCT FROM nullif(
        CASE WHEN starts_with(v.key, 'custom_fields.') THEN pg_temp.custom_keys(x.stored -> 'custom_fields') -> substr(v.key, 15)
          ELSE x.stored -> v.key END, 'null')
      ORDER BY x.workspace_id, x.end_user_id, v.key, h.operation_id DESC
    ),
    movers AS (
      -- The undos that removed end users who should be there, or left those who should not.
      SELECT DISTINCT ON (x.workspace_id, x.end_user_id) x.workspace_id, h.operation_id
      FROM expected x
      JOIN history h ON h.workspace_id = x.workspace_id AND h.end_user_id = x.end_user_id AND h.kind = 'undo'
        AND h.is_removal <> x.is_here
      WHERE x.is_here <> x.is_expected
      ORDER BY x.workspace_id, x.end_user_id, h.operation_id DESC
    )
    UPDATE operation o SET undone = false
    FROM (SELECT * FROM writers UNION SELECT * FROM movers) w
    WHERE o.workspace_id = w.workspace_id AND o.id = w.operation_id AND o.undone IS NULL;
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;
