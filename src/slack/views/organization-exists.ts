// An organization of that name is there already.
import type { Organization } from '../../model/organization.ts';
import { bold, code, say } from './line.ts';
import { shorten } from './literal.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function organizationExists({ id, name }: Organization): View {
  return view(
    lines(
      say`${bold(shorten(name, 80))} is here already; its id is ${code(String(id))}. Nothing was changed.`,
    ),
  );
}
