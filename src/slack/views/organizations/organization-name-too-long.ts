// Answers `org add` with a name over the limit.

import { figure } from '../../../model/counted.ts';
import { organizationNameLimit } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** @param length of the name, in characters */
export function organizationNameTooLong(name: string, length: number): View {
  const sizes = `${figure(length)} characters; the limit is ${figure(organizationNameLimit)}`;
  return view(
    lines(richText`“${shorten(name, 60)}” has ${sizes}. Nothing was added. Please use a shorter name.`),
  );
}
