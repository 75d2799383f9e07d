// Tells the member who asked for an export that Slack refuses to deliver it.
import type { Export } from '../../../model/export.ts';
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function exportUndelivered({ reason }: Export): View {
  const reference = reason === null ? richText`` : richText` Their reference: ${code(reason)}.`;
  return view(
    lines(
      richText`🚫 Slack doesn't let me send you the file, neither here nor by direct message.`,
      richText`Ask a Slack admin whether the app may send direct messages, then export again.${reference}`,
    ),
  );
}
