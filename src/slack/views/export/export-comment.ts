// What is said beside a written file: what it holds, and how to send it back.
import type { Export } from '../../../model/export.ts';
import { lines, type Part, steps } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportContent } from './export-posted.ts';

export function exportComment(it: Export): View {
  if (it.kind === 'template') return view(lines(richText`${exportContent(it)}`), ...howToFill(it));
  if (it.forImport) return view(lines(richText`${exportContent(it)}. How to change them:`), howToSendBack);
  return view(
    lines(
      richText`${exportContent(it)}.`,
      richText`To change many at once, edit this file and share it in this thread.`,
    ),
  );
}

const send: RichTextLine = richText`Share it in this thread. You'll see what would change, and nothing changes before you approve.`;
const save: RichTextLine = richText`Save it as CSV (in Excel: “CSV UTF-8”).`;

const howToSendBack: Part = steps([
  richText`Edit the cells. A new row is a new end user: leave its ${code('contact_id')} empty.`,
  richText`Leave ${code('customer_id')} and ${code('contact_id')} as they are; they say who is who.`,
  save,
  send,
]);

function howToFill({ rows, organizationId }: Export): Part[] {
  const example =
    rows === 0 ? '' : ' The row in it is an example: delete it, or edit it if you mean that end user.';
  const id =
    organizationId === null
      ? richText`the organization's id (${code('/endusers orgs')} lists them)`
      : richText`${code(String(organizationId))}`;
  return [
    lines(richText`One row for each end user.${example}`),
    steps([
      richText`${code('customer_id')} is ${id}; ${code('contact_id')} stays empty for somebody new.`,
      richText`Fill what you know; columns that you don't need may go.`,
      save,
      send,
    ]),
  ];
}
