-- Data as the version with 0028_archived wrote it: an import that created two end users, one of whom a second one changed, and
-- a third import, undone, whose end user is in the history only.
insert into workspace (id) values ('T1');
insert into organization (workspace_id, id, name, created_by) values ('T1', 1, 'Acme', 'U1'), ('T1', 2, 'Beta', 'U1');
insert into import (workspace_id, id, state, channel_id, share_ts, slack_file_id, thread_ts, file_name, file_size, requested_by, addressed)
values ('T1', 1, 'applied', 'C1', '1.1', 'F1', '1.1', 'a.csv', 1, 'U1', true),
  ('T1', 2, 'applied', 'C1', '1.2', 'F2', '1.2', 'b.csv', 1, 'U1', true),
  ('T1', 3, 'undone', 'C1', '1.3', 'F3', '1.3', 'c.csv', 1, 'U1', true);
insert into operation (workspace_id, id, kind, import_id, undoes, undone, by) values
  ('T1', 1, 'import', 1, null, false, 'U1'), ('T1', 2, 'import', 2, null, false, 'U1'),
  ('T1', 3, 'import', 3, null, true, 'U1'), ('T1', 4, 'undo', 3, 3, null, 'U1');
select setval('operation_id', 4), setval('end_user_id', 3), setval('import_id', 3);
insert into end_user (workspace_id, id, organization_id, name, title, created_in) values
  ('T1', 1, 1, 'Ana', 'CTO', 1), ('T1', 2, 1, 'Bo', null, 1);
insert into change (workspace_id, operation_id, end_user_id, before, after) values
  ('T1', 2, 1, '{"title": "Engineer"}', '{"title": "CTO"}'),
  ('T1', 4, 3, '{"id": 3, "workspace_id": "T1", "organization_id": 1, "name": "Cy", "created_in": 3, "archived": false,
    "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-01T10:00:00Z"}', null);
