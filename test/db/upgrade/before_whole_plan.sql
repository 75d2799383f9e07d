-- What the version with 0019_file_offer left in its database: a plan that waits for a decision with its choices, and a job.
insert into workspace (id) values ('T1');
insert into organization (workspace_id, id, name, created_by) values ('T1', 1, 'Acme Ltd', 'U1');
insert into import (workspace_id, id, state, channel_id, share_ts, slack_file_id, thread_ts, message_ts, file_name, file_size,
  requested_by, addressed, plan, plan_number, fingerprint, choices)
values ('T1', 1, 'planned', 'C1', '1764.1', 'F1', '1764.1', '1764.2', 'people.csv', 4096, 'U2', true,
  '{"rows": 1, "created": 1, "updated": 0, "cells": 0, "unchanged": 0, "leftOut": 0, "organizationCount": 1}', 1, '1:5',
  '{"lookAlikes": "create"}');
insert into job (workspace_id, kind, payload) values ('T1', 'expire-import', '{"workspaceId": "T1", "importId": 1}');
