// Answers `org add` with the name of an existing organization.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function organizationExists({ id, name }: Organization): View {
  return view(
    lines(richText`${bold(shorten(name, 80))} already exists (id ${code(String(id))}). Nothing was changed.`),
  );
}
