// The buttons of the organizations that a member may have named in the thread of a file.
import type { Organization } from '../../../model/organization.ts';
import { orDash, shorten } from '../../block-kit/escape.ts';
import type { Button } from '../../block-kit/part.ts';

/** Each button of a block needs an action id of its own. */
export const takeFilesActions = /^take-files-\d+$/;

export const takeForOrganization =
  (threadTs: string) =>
  ({ id, name }: Organization, at: number): Button[] => [
    { actionId: `take-files-${at}`, label: orDash(shorten(name, 75)), value: `${threadTs} ${id}` },
  ];

/** `1795354627.000100 12`; null for anything else: it passed through the member's client. */
export function readFilesOfThread(
  value: string,
): { readonly threadTs: string; readonly organizationId: number } | null {
  const [, threadTs, id] = /^(\d{1,12}\.\d{6}) (\d{1,15})$/.exec(value) ?? [];
  return threadTs === undefined ? null : { threadTs, organizationId: Number(id) };
}
