-- Data as the version with 0019_file_offer wrote it: an import, an edit by hand, and an undo; operations have no time of their
-- commit, and changes no line.
insert into workspace (id) values ('T1');
insert into organization (workspace_id, id, name, created_by) values ('T1', 1, 'Acme', 'U1');
insert into import (workspace_id, id, state, channel_id, share_ts, slack_file_id, thread_ts, file_name, file_size, requested_by, addressed)
values ('T1', 1, 'applied', 'C1', '1.1', 'F1', '1.1', 'a.csv', 1, 'U1', true),
  ('T1', 2, 'undone', 'C1', '1.2', 'F2', '1.2', 'b.csv', 1, 'U1', true);
insert into operation (workspace_id, id, kind, import_id, undoes, by, at) values
  ('T1', 1, 'import', 1, null, 'U1', '2026-11-01 10:00Z'),
  ('T1', 2, 'hand', null, null, 'U2', '2026-11-02 10:00Z'),
  ('T1', 3, 'import', 2, null, 'U1', '2026-11-03 10:00Z'),
  ('T1', 4, 'undo', 2, 3, 'U3', '2026-11-04 10:00Z');
select setval('operation_id', 4), setval('end_user_id', 3), setval('import_id', 2);
insert into end_user (workspace_id, id, organization_id, name, title, custom_fields, created_in) values
  ('T1', 1, 1, 'Ana', 'CTO', '{"Badge": "2"}', 1), ('T1', 2, 1, 'Bo', null, null, 1);
insert into change (workspace_id, operation_id, end_user_id, before, after) values
  -- As version 0.1 wrote custom fields: the whole object.
  ('T1', 2, 1, '{"title": "Engineer", "custom_fields": {"Badge": "1"}}', '{"title": "CTO", "custom_fields": {"Badge": "2"}}'),
  ('T1', 3, 2, '{"title": null}', '{"title": "x"}'),
  ('T1', 4, 2, '{"title": "x"}', '{"title": null}'),
  ('T1', 4, 3, '{"id": 3, "workspace_id": "T1", "organization_id": 1, "name": "Cy", "created_in": 3, "custom_fields": null}', null);
