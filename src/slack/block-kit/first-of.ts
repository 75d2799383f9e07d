// The first entries of a long list, and how many more there are.
import { figure } from './format-numbers.ts';
import { bullets, caption, type Part } from './part.ts';
import { type RichTextLine, richText } from './rich-text-line.ts';

/** `total` counts those that are not in `first` too. */
export function firstOf(first: readonly RichTextLine[], total: number): Part[] {
  const more = total - first.length;
  return [
    bullets(first),
    caption(first.length > 0 && more > 0 ? richText`… and ${figure(more)} more` : null),
  ];
}
