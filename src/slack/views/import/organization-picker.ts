// Into which organization a file goes: a menu, or a button where there is only one.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, lines, menu, type Option, type Part } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { maxOptions } from './plan-organization.ts';

/** Has a row's own action ids, so that Slack can tell the controls of one message apart. */
export const takeFileActions = {
  menu: 'choose-organization-for-file',
  button: 'import-file-into',
  byRows: 'import-file-by-rows',
} as const;

type Picker = { readonly menu: Part | null; readonly buttons: readonly Button[] };

/** In characters: of a label at most, and of the menu's options as JSON, so that the whole message fits. */
const limits = { label: 60, options: 10_000 };

/** The longest names that fit are used. */
const nameLimits = [50, 30, 20, 12];

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
  const options = total > maxOptions ? null : optionsFor(importId, organizations);
  if (!options) return { menu: tooMany(total), buttons: more };
  const picked = menu('Into which organization?', { actionId: takeFileActions.menu, options, chosen: '' });
  return { menu: picked, buttons: more };
}

/** @returns null if they don't fit into a message */
function optionsFor(importId: number, organizations: readonly Organization[]): Option[] | null {
  for (const limit of nameLimits) {
    const options = organizations.map(
      ({ id, name }): Option => ({
        label: `${shorten(name, limit)} (${id})`,
        value: writeTaken(importId, id),
      }),
    );
    const size = JSON.stringify(options).length + options.length * '"text":{"type":"plain_text",}'.length;
    if (size <= limits.options) return options;
  }
  return null;
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
export const writeTaken = (importId: number, organizationId: number | null): string =>
  `${importId}.${organizationId ?? 0}`;

/** @returns null for anything that is no such value: it passed through the member's client */
export function readTaken(value: string): { importId: number; organizationId: number | null } | null {
  const [, importId, organizationId] = /^(\d{1,15})\.(\d{1,15})$/.exec(value) ?? [];
  if (importId === undefined) return null;
  return { importId: Number(importId), organizationId: Number(organizationId) || null };
}
