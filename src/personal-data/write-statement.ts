// Writes what is stored about one end user as JSON that people can read, too.
import { displayName } from '../model/end-user.ts';
import type { Links, PersonalData } from '../model/personal-data.ts';

export const statementFileName = (endUserId: number): string => `end_user_${endUserId}_data.json`;

export function writeStatement(data: PersonalData, writtenFor: string, at: Date, links: Links): string {
  const { endUserId, endUser, createdAt, changes } = data;
  const statement = {
    statement: `Everything that this app stores about end user ${endUserId}`,
    written_at: at,
    written_for_slack_member: writtenFor,
    end_user: endUser && {
      contact_id: endUser.id,
      ...(endUser.oldIds && { old_contact_ids: endUser.oldIds }),
      label: displayName(endUser.values),
      customer_id: endUser.organization.id,
      organization: endUser.organization.name,
      created_at: createdAt,
      ...endUser.values,
      organization_id: undefined,
      archived: endUser.values.archived === 'true',
      custom_fields: JSON.parse(endUser.values.custom_fields ?? 'null'),
    },
    ...(endUser === null && { note: 'An undo removed this end user. The values are in the history below.' }),
    changes: changes.map(({ did, cell, by, at: changedAt, through, importId, line }) => ({
      at: changedAt,
      by_slack_member: by,
      through: through === 'hand' ? 'by hand' : through,
      import: importId,
      line,
      what: did,
      ...(cell && {
        field: cell.key === undefined ? cell.field : `custom: ${cell.key}`,
        before: cell.from,
        after: cell.to,
      }),
    })),
    values_when_removed_or_brought_back: data.wholeRows.map(({ values }) => values),
    import_refs: data.importRefs.map(({ importId, line }) => `${importId}-L${line}`),
    rows_left_out_of_imports: data.leftOutRows,
    rows_in_files_that_wait_for_a_decision: data.waitingRows,
    imports: data.imports.map((from) => ({
      import: from.importId,
      state: from.state,
      file: from.fileName,
      shared_by_slack_member: from.requestedBy,
      shared_at: from.at,
      thread_with_the_file: links.ofImport(from),
    })),
    exports_that_may_contain_them: data.exports.map((to) => ({
      export: to.exportId,
      kind: to.kind,
      file: to.fileName,
      requested_by_slack_member: to.requestedBy,
      posted_at: to.at,
      private: to.isPrivate,
      link: links.ofExport(to),
    })),
    not_stored_by_this_app:
      'Messages and files in Slack: the threads and links above. Backups of the database are kept by whoever runs the app.',
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}
