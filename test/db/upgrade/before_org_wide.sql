-- What the version with 0023_posting left in its database: a workspace with its own installation.
insert into workspace (id, heard_until) values ('T1', now() - interval '1 day');
insert into installation (workspace_id, bot_id, bot_member_id, bot_token, installed_by)
values ('T1', 'B1', 'U0BOT', 'k1:encrypted', 'U1');
