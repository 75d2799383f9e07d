// The name of a new organization is longer than we keep.
import { organizationNameLimit } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { figure } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** `length` in characters, counted as the limit counts them. */
export function organizationNameTooLong(name: string, length: number): View {
  const sizes = `${figure(length)} characters; a name can have ${figure(organizationNameLimit)}`;
  return view(
    lines(richText`“${shorten(name, 60)}” has ${sizes}. Nothing was added; please give a shorter name.`),
  );
}
