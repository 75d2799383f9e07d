// A bullet list of the first entries, and how many more there are.
import { figure } from '../../model/counted.ts';
import { bullets, caption, type Part } from './part.ts';
import { type RichTextLine, richText } from './rich-text-line.ts';

/** @param total counts all entries, including those that are not in `first` */
export function truncatedList(first: readonly RichTextLine[], total: number): Part[] {
  const more = total - first.length;
  return [
    bullets(first),
    caption(first.length > 0 && more > 0 ? richText`… and ${figure(more)} more` : null),
  ];
}
