-- What version 0.1 left in its database: every table, every state, kind, role, and setting.
--
-- Never edit: later versions must be able to read what this one wrote.

insert into workspace (id, business_name, apply, default_role, heard_until) values
  ('T1', 'Main Street IT', 'after approval', 'view', '2026-11-29 21:00:00+00'),
  ('T2', null, 'at once', 'none', null),
  ('T3', 'Größe', 'after approval', 'edit', null);

insert into installation (workspace_id, bot_id, bot_member_id, bot_token, refresh_token, expires_at, installed_by) values
  ('T1', 'B1', 'U9', 'k1:c2VhbGVk', null, null, 'U1'),
  ('T2', 'B2', 'U8', 'k2:c2VhbGVk', 'k2:cmVmcmVzaA', '2026-11-30 09:00:00+00', 'U2');

insert into oauth_state (digest, expires_at) values (repeat('a1', 32), '2026-11-29 21:10:00+00');

-- T9 has no row in `workspace`: an admin granted a role before anyone used the app.
insert into access (workspace_id, member_id, role, granted_by) values
  ('T1', 'U1', 'admin', 'U0'), ('T1', 'U2', 'edit', 'U1'), ('T1', 'U3', 'view', 'U1'), ('T9', 'U1', 'edit', 'U0');

insert into seen_event (workspace_id, event_id) values ('T1', 'Ev1'), ('T8', '1234.5678.abcdef');

insert into organization (workspace_id, id, name, created_by) values
  ('T1', 1, 'Acme Ltd', 'U1'), ('T1', 2, 'Beta & Söhne', 'U2'), ('T2', 3, 'Acme Ltd', 'U2');

-- Every kind and state, of one organization and of all of them.
insert into export (workspace_id, id, kind, state, requested_by, organization_id, for_import, channel_id, is_private,
  posted_in, message_ts, file_name, slack_file_id, permalink, rows, snapshot, reason, finished_at)
select 'T1', row_number() over (), kind, state, 'U3', organization_id, kind = 'template', 'C1', organization_id is null,
  case state when 'posted' then 'C1' end, case state when 'posted' then '1764.000100' end,
  case state when 'posted' then 'AcmeLtd_2026_11_29_20_00_00.csv' end, case state when 'posted' then 'F1' end,
  case state when 'posted' then 'https://acme.slack.com/files/U9/F1/a.csv' end, case state when 'posted' then 12 end,
  case state when 'posted' then '700:700:/3' end, case state when 'failed' then 'ABCD-2345' end,
  case when state <> 'requested' then timestamptz '2026-11-29 20:00:05+00' end
from unnest(array['export', 'template']) kind, unnest(array['requested', 'posted', 'failed']) state,
  unnest(array[1, null]::bigint[]) organization_id;

-- Every state. Numbers 1 to 3 were applied, and undone and redone as far as their states say.
insert into import (workspace_id, id, state, channel_id, share_ts, slack_file_id, thread_ts, message_ts, file_name,
  file_size, file_digest, requested_by, addressed, organization_id, shared_outside, header, staged_rows, plan, plan_number,
  fingerprint, replanned, choices, base_export_id, operation_id, undo, undone_by, problem_rows, problem_file_id, reason,
  decided_by, apply_ms, finished_at)
select 'T1', id, state, 'C1', '1764.' || id, 'F' || id, '1764.' || id,
  case when state not in ('received', 'ignored') then '1764.1' || id end, 'people.csv', 4096,
  case when state not in ('received', 'reading', 'ignored') then repeat('0f', 32) end, 'U2', id % 2 = 0,
  -- An organization that doesn't exist: the file is refused later.
  case state when 'refused' then 999 end, id % 3 = 0,
  case when planned then jsonb_build_object('ignoredColumns', '[{"header": "Fax", "nearest": "phone"}]'::jsonb) end,
  case when planned then 3 end,
  case when planned then '{
    "rows": 3, "created": 1, "updated": 1, "cells": 1, "unchanged": 0, "leftOut": 1, "organizationCount": 1,
    "organizations": [{"id": 1, "name": "Acme Ltd", "created": 1, "updated": 1}],
    "problems": [{"line": 4, "text": "\"nope\" is not a valid email address"}], "ignoredColumns": []
  }'::jsonb end,
  case when planned then 1 else 0 end, case when planned then md5('plan') end,
  case state when 'planning' then 'Some end users were changed in the meantime.' end,
  case when planned then '{"lookAlikes": "create", "emptyCells": "clear"}'::jsonb else '{}' end,
  case when planned then 3 end,
  case id when 1 then 1 when 2 then 3 when 3 then 6 end,
  case when id in (2, 3) then '{"by": "U1", "cells": 1, "endUsers": 1, "removed": 1, "restored": 0, "keptCells": 0,
    "keptEndUsers": 0, "kept": [], "ms": 12}'::jsonb end,
  case when state in ('undoing', 'undone', 'redoing') then 'U1' end,
  case when planned then E'4,"nope"' end, case when planned then 'F7' end,
  case state when 'refused' then 'the quote opened on line 812 is never closed' when 'failed' then 'EFGH-6789' end,
  case when id <= 3 or state in ('applying', 'cancelled') then 'U1' end,
  case when id <= 3 then 87 end, case when id <= 3 then timestamptz '2026-11-29 20:30:00+00' end
from (
  select id, state, state not in ('received', 'reading', 'refused', 'failed', 'ignored') as planned
  from unnest(array[
    'undoing', 'undone', 'applied', 'redoing', 'applied', 'received', 'reading', 'planned', 'planning', 'applying',
    'refused', 'cancelled', 'unneeded', 'failed', 'ignored'
  ]) with ordinality states (state, id)
) states;

-- Applied, undone, redone, and a change by hand.
insert into operation (workspace_id, id, kind, import_id, undoes, by) values
  ('T1', 1, 'import', 1, null, 'U1'),
  ('T1', 2, 'import', 2, null, 'U1'), ('T1', 3, 'undo', 2, 2, 'U1'),
  ('T1', 4, 'import', 3, null, 'U2'), ('T1', 5, 'undo', 3, 4, 'U1'), ('T1', 6, 'undo', 3, 5, 'U1'),
  ('T1', 7, 'hand', null, null, 'U2');

insert into end_user (workspace_id, id, organization_id, name, title, email, phone, extension, mobile, address1, address2,
  city, state, zip, notes, direct_report, ticket_matching_emails, notification_billing, notification_marketing,
  notification_reports, vendor_id, custom_fields, created_in) values
  ('T1', 1, 1, 'Ana Núñez', 'CTO', 'Ana@acme.example', '+49 30 123', '0330', '657.325.3258 x330', 'Main St', '- Suite 4',
    'Köln', 'NW', '02134', E'two\r\nlines', 'Bo Li', 'a@x.example;b@x.example', true, false, null, 45,
    '{"Badge": "12"}', 1),
  ('T1', 2, 2, null, null, 'bo@beta.example', null, null, null, null, null, null, null, null, null, null, null, null,
    null, null, null, null, null);

insert into change (workspace_id, operation_id, end_user_id, before, after) values
  ('T1', 1, 2, '{"title": null}', '{"title": "Clerk"}'),
  ('T1', 3, 3, '{"id": 3, "name": "Cy", "organization_id": 1}', null),
  ('T1', 6, 3, null, '{"id": 3, "name": "Cy", "organization_id": 1}'),
  ('T1', 7, 1, '{"city": "Cologne"}', '{"city": "Köln"}');

insert into import_ref (workspace_id, import_id, line, end_user_id, operation_id) values ('T1', 1, 4, 1, 1);

-- Every kind of job: waiting, running, with an expired lease, and dead-lettered. T7 has no row in `workspace`.
insert into job (workspace_id, kind, payload, lane, key, run_at, leased_until, attempts, failures, orphaned, failed_at,
  reference)
select workspace_id, kind, jsonb_build_object('workspaceId', workspace_id) || payload,
  case when kind ~ '^(prepare|plan|apply|undo)' and step <> 'running' then 'imports' end,
  case kind when 'show-import' then '8' || step end,
  case step when 'waiting' then timestamptz '2026-11-30 00:00:00+00' else timestamptz '2026-11-29 20:00:00+00' end,
  case step when 'running' then timestamptz '2026-11-29 21:00:00+00' end,
  case step when 'waiting' then 0 else 3 end, case step when 'dead-lettered' then 8 else 0 end,
  case step when 'running' then 1 else 0 end,
  case step when 'dead-lettered' then timestamptz '2026-11-29 20:59:00+00' end,
  case step when 'dead-lettered' then 'JKLM-2345' end
from unnest(array['T1', 'T7']) workspace_id, unnest(array['waiting', 'running', 'dead-lettered']) step, (values
  ('prepare-import', '{"importId": 6}'), ('plan-import', '{"importId": 9}'), ('apply-import', '{"importId": 10}'),
  ('undo-import', '{"importId": 1}'), ('show-import', '{"importId": 8}'),
  ('post-problem-file', '{"importId": 8, "problemRows": "4,nope"}'), ('expire-import', '{"importId": 8}'),
  ('perform-export', '{"exportId": 1}'), ('show-export', '{"exportId": 1}'), ('clear-stage', '{"importId": 12}'),
  ('say', '{"words": "hello", "channelId": "C1", "threadTs": null, "to": "1764.1"}'),
  ('catch-up', '{"since": "2026-11-29T20:00:00.000Z", "channelId": null, "threadTs": null}'),
  ('refuse-share', '{"channelId": "C1", "threadTs": null, "memberId": "U4", "onlyFor": null, "namesOrganization": false}')
) jobs (kind, body), lateral (select body::jsonb as payload) parsed;

-- The staging area of an import that waits for a decision.
create unlogged table staging.row_8 (line integer, problem text, ref_import bigint, ref_line integer, uploaded text,
  customer_id bigint, contact_id bigint, name text, email text);
insert into staging.row_8 (line, customer_id, name) values (2, 1, 'Dee');
create unlogged table staging.plan_8 (line integer, kind text);
insert into staging.plan_8 values (2, 'create');
