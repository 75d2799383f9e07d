insert into workspace (id) values ('T1');
insert into organization (workspace_id, id, name, created_by) values ('T1', 12, 'Acme Ltd', 'U1'), ('T1', 13, 'Beta GmbH', 'U1');
insert into export (workspace_id, id, kind, requested_by, organization_id, for_import, channel_id, is_private)
values ('T1', 1, 'export', 'U1', 12, false, 'C1', false), ('T1', 2, 'template', 'U1', null, false, 'C1', false);
insert into operation (workspace_id, id, kind, by) values ('T1', 1, 'hand', 'U1');
insert into end_user (workspace_id, id, organization_id, created_in, name) values ('T1', 1045, 12, 1, 'Ana');
