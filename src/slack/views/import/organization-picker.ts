// Into which organization a file goes: a menu, or a button where there is only one.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, lines, menu, type Option, type Part } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';

/** Has a row's own action ids, so that Slack can tell the controls of one message apart. */
export const takeFileActions = {
  menu: 'choose-organization-for-file',
  button: 'import-file-into',
  byRows: 'import-file-by-rows',
} as const;

type Picker = { readonly menu: Part | null; readonly buttons: readonly Button[] };

/** What Slack allows in a menu, and in the label of an option or a button. */
const limits = { options: 100, label: 60 };

/**
 * @param organizations the first of `total`
 * @param hasOrganizations whether the rows name organizations
 */
export function organizationPicker(
  importId: number,
  organizations: readonly Organization[],
  total: number,
  hasOrganizations: boolean,
): Picker {
  const byRows: Button = {
    actionId: takeFileActions.byRows,
    label: 'As each row says',
    value: writeTaken(importId, null),
  };
  const more = hasOrganizations ? [byRows] : [];
  const [only] = organizations;
  if (only && total === 1) return { menu: null, buttons: [buttonFor(importId, only), ...more] };
  if (total > limits.options) return { menu: tooMany(total), buttons: more };
  const options = organizations.map(
    (organization): Option => ({
      label: shorten(`${organization.name} (${organization.id})`, limits.label),
      value: writeTaken(importId, organization.id),
    }),
  );
  const picked = menu('Into which organization?', { actionId: takeFileActions.menu, options, chosen: '' });
  return { menu: picked, buttons: more };
}

const buttonFor = (importId: number, { id, name }: Organization): Button => ({
  actionId: takeFileActions.button,
  label: `Import into ${shorten(name, limits.label - 12)}`,
  value: writeTaken(importId, id),
  style: 'primary',
});

const tooMany = (total: number): Part =>
  lines(
    richText`There are ${total.toLocaleString('en-US')} organizations: write in the file's thread which one, such as ${code('org 12')} or ${code('org Acme Ltd')}.`,
  );

/** `184.12`: import and organization; 0 for the organizations that the rows name. */
const writeTaken = (importId: number, organizationId: number | null): string =>
  `${importId}.${organizationId ?? 0}`;

/** @returns null for anything that is no such value: it passed through the member's client */
export function readTaken(value: string): { importId: number; organizationId: number | null } | null {
  const [, importId, organizationId] = /^(\d{1,15})\.(\d{1,15})$/.exec(value) ?? [];
  if (importId === undefined) return null;
  return { importId: Number(importId), organizationId: Number(organizationId) || null };
}
