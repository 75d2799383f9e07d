-- What versions before 0020 wrote when imports were undone in another order than last-first.
insert into workspace (id) values ('T1');
insert into organization (workspace_id, id, name, created_by) values ('T1', 1, 'Acme', 'U1');

insert into import (workspace_id, id, state, channel_id, share_ts, slack_file_id, thread_ts, file_name, file_size,
  requested_by, addressed, operation_id)
select 'T1', id, state, 'C1', id::text, 'F' || id, id::text, 'people.csv', 1, 'U1', true, operation_id
from (values (1, 'undone', 7), (2, 'undone', 4), (3, 'undone', 5), (4, 'undone', 8), (5, 'undoing', 9),
  (6, 'redoing', 11)) imports (id, state, operation_id);

insert into operation (workspace_id, id, kind, import_id, undoes, by) values
  ('T1', 1, 'import', 1, null, 'U1'), ('T1', 2, 'import', 2, null, 'U1'), ('T1', 3, 'import', 3, null, 'U1'),
  ('T1', 4, 'undo', 2, 2, 'U1'), ('T1', 5, 'undo', 3, 3, 'U1'), ('T1', 6, 'import', 4, null, 'U1'),
  ('T1', 7, 'undo', 1, 1, 'U1'), ('T1', 8, 'undo', 4, 6, 'U1'), ('T1', 9, 'import', 5, null, 'U1'),
  ('T1', 10, 'import', 6, null, 'U1'), ('T1', 11, 'undo', 6, 10, 'U1');
select setval('operation_id', 100);

-- Import 2 was undone while import 3 held it back, and import 3 after it: b was left for good. Import 1 was undone while
-- import 4 held back Bo, and import 4 after it: Bo was left for good.
insert into end_user (workspace_id, id, organization_id, name, title, city, zip, created_in, custom_fields) values
  ('T1', 1, 1, 'Ana', 'b', 'y', null, 1, '{"k": "b"}'), ('T1', 2, 1, 'Bo', 'a', null, null, 1, null);

insert into change (workspace_id, operation_id, end_user_id, before, after) values
  ('T1', 2, 1, '{"title": "a", "custom_fields": {"k": null}}', '{"title": "b", "custom_fields": {"k": "b"}}'),
  ('T1', 3, 1, '{"title": "b", "custom_fields": {"k": "b"}}', '{"title": "c", "custom_fields": {"k": "c"}}'),
  ('T1', 5, 1, '{"title": "c", "custom_fields": {"k": "c"}}', '{"title": "b", "custom_fields": {"k": "b"}}'),
  ('T1', 6, 2, '{"title": "a"}', '{"title": "z"}'),
  ('T1', 7, 3, '{"id": 3, "workspace_id": "T1", "organization_id": 1, "name": "Cy", "title": "a", "created_in": 1,
    "created_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-01T00:00:00Z"}', null),
  ('T1', 8, 2, '{"title": "z"}', '{"title": "a"}'),
  ('T1', 9, 1, '{"city": "x"}', '{"city": "y"}'),
  ('T1', 10, 1, '{"zip": null}', '{"zip": "02134"}'),
  ('T1', 11, 1, '{"zip": "02134"}', '{"zip": null}');
