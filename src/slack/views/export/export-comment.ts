// The comment on an exported file: what the file contains, and how to edit it and send it back.
import { type Export, momentOf } from '../../../model/export.ts';
import { lines, type Part, steps } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportContent } from './export-posted.ts';

export function exportComment(record: Export): View {
  if (record.kind === 'template')
    return view(lines(richText`${exportContent(record)}`), ...howToFill(record));
  if (record.kind === 'organizations') return view(lines(richText`${exportContent(record)}.`, howToRename));
  if (record.forImport)
    return view(lines(richText`${exportContent(record)}. How to change them:`), howToSendBack);
  if (record.withOldIds)
    return view(
      lines(
        richText`${exportContent(record)}.`,
        richText`${code('customer_id')} and ${code('contact_id')} are the ids of the site that you moved in from. A copy of this file that you share here is read that way.`,
      ),
    );
  if (momentOf(record))
    return view(
      lines(
        richText`${exportContent(record)}.`,
        richText`You can edit this file and share it in this thread. Cells that you don't edit keep their current values.`,
      ),
    );
  return view(
    lines(
      richText`${exportContent(record)}.`,
      richText`To change many end users at once, edit this file and share it in this thread.`,
    ),
  );
}

const howToRename: RichTextLine = richText`To rename organizations, edit ${code('business_name')}; to add one, add a row without a ${code('customer_id')}; to archive some, write ${code('archive')} in a column ${code('action')}. Then share this file in this thread.`;

const send: RichTextLine = richText`Share it in this thread. You'll see what would change. Nothing changes until you approve it.`;
const save: RichTextLine = richText`Save it as CSV (in Excel: “CSV UTF-8”).`;

const howToSendBack: Part = steps([
  richText`Edit the cells. To add an end user, add a row and leave its ${code('contact_id')} empty.`,
  richText`Don't change ${code('customer_id')} and ${code('contact_id')}: they say who is who.`,
  save,
  send,
]);

function howToFill({ rows, organizationId }: Export): Part[] {
  const example =
    rows === 0
      ? ''
      : ' The row in this file is an example: delete it, unless you want to change that end user.';
  const id =
    organizationId === null
      ? richText`the organization's id (${code('/endusers orgs')} lists them)`
      : richText`${code(String(organizationId))}`;
  return [
    lines(richText`Write one row for each end user.${example}`),
    steps([
      richText`Set ${code('customer_id')} to ${id}. Leave ${code('contact_id')} empty for a new end user.`,
      richText`Fill in what you know. You can delete the columns that you don't need.`,
      save,
      send,
    ]),
  ];
}
