// The sentence that asks a member to report an error reference.
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** @param reference the id under which the log has the failure */
export function reportReference(reference: string): RichTextLine {
  return richText`If it fails again, give this reference to whoever runs the app: ${code(reference)}`;
}
