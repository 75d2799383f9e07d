// SQL for why a row is left out, as sentences for the member. The fragments are parts of the query in plan-rows.ts: `s` is
// the staged row, `e` the end user, `o` the organization, `l` the duplicate candidate, `repeats` the other lines with the
// same end user, `f.fault` the value of `rowFault`, and `d` the merge, which a repeated row has none of.
import { type SQL, sql } from 'drizzle-orm';
import { withKeys } from '../../db/custom-fields.ts';
import { isErased } from '../../db/erasures.ts';
import { sqlTypeOf } from '../../db/field-types.ts';
import { columnFields, columns } from '../../model/columns.ts';
import { stagedFields } from '../stage/cells.ts';
import { hasNewCustomFields } from '../stage/custom-fields-cell.ts';
import { maskHas, maskOf } from '../stage/masks.ts';
import { endUserLabel } from './label-end-user.ts';
import { type PlanRules, presentFields } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';
import { baseText, notValues } from './three-way-merge.ts';

/** The mask of the cells that are filled with values. An object without any value fills nothing. */
export const filledCells = (rules: PlanRules): SQL =>
  sql`(${maskOf(
    (field) => (field === 'custom_fields' ? hasNewCustomFields : sql.raw(`s.${field} <> ''`)),
    presentFields(rules, stagedFields),
  )}) & ~${notValues}`;

const repeatedLines = sql.raw(
  `array_to_string(repeats.lines, ', ') || case when repeats.times > 5 then ' …' else '' end`,
);

/** Whether both ids could be read. If not, the end user and the organization are unknown. */
const areIdsRead = sql.raw(`coalesce(s.problem, '') !~ '(^|; )(customer|contact)_id "'`);

/** Numbers in exponent form that are not damage of the previous value. What was meant can't be determined. */
const roundedNumbers = sql.join(
  columnFields
    .filter((field) => sqlTypeOf(field) === 'bigint')
    .map(
      (field) => sql`case when ${sql.raw(`s.${field}`)} ~* 'e'
             and spreadsheet_damage(${baseText(field)}, ${sql.raw(`s.${field}`)}) is null
        then ${sql.raw(`'${field} "' || s.${field} || '" was rounded by a spreadsheet: write all its digits'`)} end`,
    ),
  sql`, `,
);

const belongsTo = sql`'contact_id ' || e.id || ' belongs to organization ' || e.organization_id || ', not to '`;
const belongsElsewhere = sql`'the end user belongs to another organization, not to '`;

const unknownName = (redacted: boolean): SQL => sql`
        when o.id is null and n.written is not null and ${areIdsRead}
             then 'there is no organization ' || ${redacted ? sql`'with this name'` : sql`'"' || left(n.written, 80) || '"'`}`;

/**
 * The problem of a new row that names no organization. If it is the only one, the plan asks for the organization of all
 * such rows, rather than listing them.
 */
export const noOrganizationProblem = 'customer_id is empty: fill in the id of the organization';

/** Why a row is left out that is about an end user who was erased. Its cells are not kept, see `emptyErasedRows`. */
const erasedReason = ({ workspaceId }: PlanRules): SQL => sql`
  case when e.id is null and (${namedEndUser}) is not null and ${isErased(workspaceId, namedEndUser)}
       then 'end user ' || (${namedEndUser}) || ' was erased and can''t come back: remove this row' end`;
const archivedOrganization = sql`'organization ' || o.id || ' is archived: restore it first'`;

/** What is wrong with a row, whatever the choices are; null if nothing is. */
export const rowFault = (rules: PlanRules): SQL =>
  sql`coalesce(${erasedReason(rules)}, ${otherFault(rules)})`;

function otherFault(rules: PlanRules): SQL {
  const { importId, namesOrganizations, redacted } = rules;
  return sql`nullif(concat_ws('; ', s.problem, ${roundedNumbers}, case
        -- The import_ref is from another installation of the app. It must not be saved: once an import here gets this
        -- number, the rows of that import would mean the end users that this row created.
        when s.ref_import >= ${importId}
             then 'import_ref ' || s.ref_import || '-L' || s.ref_line
             || ' is not from this app: restore the original value or clear it'
        when repeats.differ and repeats.same_ref is not null
             then 'lines ' || ${repeatedLines} || ' have the same import_ref ' || repeats.same_ref
             || ': clear it in the new row'
        when repeats.differ
             then 'the same end user is on lines ' || ${repeatedLines} || ' with different values: keep one of these lines'
        when s.customer_id is not null and o.id is null
             then 'organization ' || s.customer_id || ' doesn''t exist'
        when o.archived and e.id is null then ${archivedOrganization}
        ${namesOrganizations ? unknownName(redacted) : sql``}
        when o.id is null and ${areIdsRead} then ${sql.raw(`'${noOrganizationProblem}'`)}
        when s.problem is null and e.id is null and s.archived is not null
             then 'there is no end user to ' || case s.archived when 'true' then 'archive' else 'restore' end
        when s.problem is null and e.id is null and case when d.changed is null then ${filledCells(rules)} else d.changed end = 0
             then case when s.damaged is null then 'only ids are filled in' else 'none of its cells holds a value' end
      end), '')`;
}

const customFieldsLimit = sql.raw(String(columns.find(({ name }) => name === 'custom_fields')!.limit));

/** The size of the custom fields after the merge: what the next export has to fit into one cell. */
const mergedBytes = sql`octet_length(${withKeys(
  sql.raw('e.custom_fields'),
  sql.raw("(d.custom -> 'changed')"),
)}::text)`;

/** False for nearly all rows, and never for one that is over the limit: Postgres compresses a text to no less than 1%. */
const canBeLong = sql`(octet_length(s.custom_fields) > 1000 or pg_column_size(e.custom_fields) > 200)`;

/** Who a new row looks like, such as `Zoe Weiss looks like Zoë Weiß · 1077 (same email)`. */
export const looksLike = ({ redacted, workspaceId }: Pick<PlanRules, 'redacted' | 'workspaceId'>): SQL =>
  looksLikeWhom(sql`case
    when l.end_user_id is null then 'line ' || l.first_line
    else ${
      redacted
        ? sql`'an existing end user'`
        : sql`(
      select left(coalesce(k.name, k.email, '–'), 60) || ' · ' || k.id || case when k.archived then ', who is archived,' else '' end from end_user k
      where k.workspace_id = ${workspaceId} and k.id = l.end_user_id)`
    } end`);

/** The same sentence about someone else. */
export const looksLikeWhom = (whom: SQL): SQL => sql`
  left(coalesce(nullif(s.name, ''), nullif(s.email, ''), 'the row'), 60) || ' looks like ' || ${whom} || ' (' || l.why || ')'`;

/** Whether the row would change an archived end user, and doesn't say so by an action. */
export const isOfArchived = sql`(e.archived and s.archived is null and d.changed <> 0) is true`;

/** Whether the row would move its end user to another organization. */
export const isMove = maskHas('d.changed', 'organization_id');

/** A whole file of such rows has one reason. */
const unwantedNewRow = 'the end user would be new, and the message says "only update"';

/** Why a row is left out: what is wrong with it, or the choice that leaves it out; null if it is not left out. */
export function leftOutReason({
  choices: { archived, otherOrganizations, unknownIds, lookAlikes },
  instructions: { only } = {},
  redacted,
  workspaceId,
}: PlanRules): SQL {
  const unknown =
    unknownIds === 'create'
      ? sql``
      : sql`when s.contact_id is not null and e.id is null and s.problem is null and repeats.differ is not true
                  and not ${isErased(workspaceId, namedEndUser)}
             then 'contact_id ' || s.contact_id || ' doesn''t exist in this workspace'`;
  const duplicate = {
    create: sql``,
    update: sql`when l.is_several and l.end_user_id is not null
             then ${looksLike({ redacted, workspaceId })} || ' and others: fill in the contact_id of the one you mean'
             when l.end_user_id is null and l.first_line is not null then ${looksLike({ redacted, workspaceId })}`,
    'leave out': sql`when l.line is not null then ${looksLike({ redacted, workspaceId })}`,
  }[lookAlikes];
  const ofArchived =
    archived === 'restore'
      ? sql``
      : sql`when ${isOfArchived} and (l.end_user_id = e.id) is not true then ${endUserLabel('e', { redacted })} || ' is archived'`;
  const unwanted =
    only === undefined
      ? sql``
      : only === 'update'
        ? sql`when e.id is null then ${sql.raw(`'${unwantedNewRow}'`)}`
        : sql`when e.id is not null and d.changed <> 0
             then ${endUserLabel('e', { redacted })} || ' exists already, and the message says "only create"'`;
  const ofOther =
    otherOrganizations === 'move'
      ? sql``
      : sql`when ${isMove} then ${redacted ? belongsElsewhere : belongsTo} || s.customer_id`;
  return sql`case ${unknown} when f.fault is not null then f.fault
    when o.archived and d.changed <> 0 then ${archivedOrganization} ${ofOther} ${duplicate} ${ofArchived} ${unwanted}
    when d.custom ? 'changed' and ${canBeLong} and ${mergedBytes} > ${customFieldsLimit}
      then 'custom_fields would have ' || ${redacted ? sql`'too many'` : sql`to_char(${mergedBytes}, 'FM999,999,999')`}
        || ' bytes together with the keys that are stored already, but the limit is '
        || to_char(${customFieldsLimit}, 'FM999,999,999') end`;
}
