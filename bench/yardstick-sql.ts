// The yardsticks: what Postgres has to do in any case, each in as few statements as possible. They run in a migrated
// database and write to the product's own tables, so that these have the same indexes, constraints, and triggers.

export const prepare = `
  insert into workspace (id) values ('T1');
  insert into organization (workspace_id, name, created_by) select 'T1', 'Organization ' || n, 'U1' from generate_series(1, 50) n`;

export const createLoaded = `
  create unlogged table loaded (
    customer_id text, contact_id text, name text, title text, email text, phone text, extension text, mobile text,
    address1 text, address2 text, city text, state text, zip text, notes text, direct_report text,
    ticket_matching_emails text, notification_billing text, notification_marketing text, notification_reports text,
    vendor_id text, custom_fields text)`;

export const copyIn = `copy loaded from stdin with (format csv, header true)`;

export const insertLoaded = `
  insert into end_user (
    workspace_id, organization_id, name, title, email, phone, extension, mobile, address1, address2, city, state, zip, notes,
    direct_report, ticket_matching_emails, notification_billing, notification_marketing, notification_reports, vendor_id,
    custom_fields)
  select 'T1', customer_id::bigint, name, title, email, phone, extension, mobile, address1, address2, city, state, zip, notes,
    direct_report, ticket_matching_emails, notification_billing::boolean, notification_marketing::boolean,
    notification_reports::boolean, vendor_id::bigint, custom_fields::jsonb
  from loaded`;

export const copyOut = `
  copy (
    select organization_id, id, name, title, email, phone, extension, mobile, address1, address2, city, state, zip, notes,
      direct_report, ticket_matching_emails, notification_billing, notification_marketing, notification_reports, vendor_id,
      custom_fields
    from end_user where workspace_id = 'T1' order by id
  ) to stdout with (format csv)`;

export const deleteAll = `delete from end_user where workspace_id = 'T1'`;

export const createLoadedChange = `create unlogged table loaded_change (contact_id text, title text, city text)`;

export const copyChangeIn = `copy loaded_change from stdin with (format csv, header true)`;

/** With the values afterwards: a row without these is that of a removed end user, and in one more index. */
export const insertBeforeImages = `
  insert into change (workspace_id, operation_id, end_user_id, before, after)
  select 'T1', 1, e.id, jsonb_build_object('title', e.title, 'city', e.city), jsonb_build_object('title', l.title, 'city', l.city)
  from loaded_change l join end_user e on e.workspace_id = 'T1' and e.id = l.contact_id::bigint`;

export const updateAll = `
  update end_user e set title = l.title, city = l.city, updated_at = now()
  from loaded_change l where e.workspace_id = 'T1' and e.id = l.contact_id::bigint`;

/** Writes the file that changes two cells of every end user, in the app's database and in that of the yardsticks. */
export const copyChangesOut = (workspaceId: string) => `
  copy (
    select id as contact_id, 'Director ' || id % 50 as title, 'Oslo' as city
    from end_user where workspace_id = '${workspaceId}' order by id
  ) to stdout with (format csv, header true)`;
