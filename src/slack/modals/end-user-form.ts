// The forms in which members change and create an end user.
import type { types } from '@slack/bolt';
import { displayName, type EndUser } from '../../model/end-user.ts';
import type { Organization } from '../../model/organization.ts';
import { shorten } from '../block-kit/escape.ts';
import { endUserLabel } from '../views/end-users/end-user-label.ts';
import { fieldBlocks, inputAction } from './form-fields.ts';
import { writeIds } from './metadata.ts';
import { type Modal, plain } from './modal.ts';

export const editForm = 'edit-end-user-form';
export const addForm = 'add-end-user-form';

/** The block with the menu of organizations. */
export const organizationBlock = 'organization';

export function editEndUserForm(endUser: EndUser): Modal {
  const label = endUserLabel({ endUser: displayName(endUser.values), endUserId: endUser.id });
  return {
    type: 'modal',
    callback_id: editForm,
    private_metadata: writeIds(endUser.id, endUser.seen),
    title: plain('Edit end user'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [said(`${label}\n${named(endUser.organization, 80)}`), ...fieldBlocks(endUser.values)],
  };
}

/** @param organizations 1 to 100; `endUserId` is kept for whom it creates */
export function addEndUserForm(organizations: readonly Organization[], endUserId: number): Modal {
  const [only, ...others] = organizations;
  if (!only) throw new Error('a form for a new end user needs an organization');
  const isClear = others.length === 0;
  return {
    type: 'modal',
    callback_id: addForm,
    private_metadata: isClear ? writeIds(endUserId, only.id) : writeIds(endUserId),
    title: plain('Add an end user'),
    submit: plain('Add'),
    close: plain('Cancel'),
    blocks: [
      isClear ? said(`In ${named(only, 80)}. Fill in what you know.`) : organizationMenu(organizations),
      ...fieldBlocks({}),
    ],
  };
}

function organizationMenu(organizations: readonly Organization[]): types.KnownBlock {
  return {
    type: 'input',
    block_id: organizationBlock,
    label: plain('Organization'),
    element: {
      type: 'static_select',
      action_id: inputAction,
      placeholder: plain('Choose one'),
      options: organizations.map((organization) => ({
        text: { ...plain(named(organization, 50)), emoji: false },
        value: String(organization.id),
      })),
    },
  };
}

const named = ({ id, name }: Organization, limit: number): string =>
  `${shorten(name.trim() || '–', limit)} · ${id}`;

const said = (text: string): types.KnownBlock => ({
  type: 'section',
  text: { ...plain(text), emoji: false },
});
