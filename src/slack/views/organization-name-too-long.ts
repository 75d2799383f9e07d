// The name of a new organization is longer than we keep.
import { organizationNameLimit } from '../../model/organization.ts';
import { figure } from './figures.ts';
import { say } from './line.ts';
import { shorten } from './literal.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

/** `length` in characters, counted as the limit counts them. */
export function organizationNameTooLong(name: string, length: number): View {
  const sizes = `${figure(length)} characters; a name can have ${figure(organizationNameLimit)}`;
  return view(
    lines(say`“${shorten(name, 60)}” has ${sizes}. Nothing was added; please give a shorter name.`),
  );
}
