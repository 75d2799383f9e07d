// The forms for editing and adding an end user.
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

/** The id of the block with the menu of organizations. */
export const organizationBlock = 'organization';

/** @param organizations to choose from; null if there are more than a menu can have, so that members search for the name */
export function editEndUserForm(endUser: EndUser, organizations: readonly Organization[] | null): Modal {
  const label = endUserLabel({ endUser: displayName(endUser.values), endUserId: endUser.id });
  return {
    type: 'modal',
    callback_id: editForm,
    private_metadata: writeIds(endUser.id, endUser.lastOperationId),
    title: plain('Edit end user'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      plainSection(`${label}\n${organizationLabel(endUser.organization, 80)}`),
      ...(organizations?.length === 1 ? [] : [organizationMenu(organizations, endUser.organization)]),
      ...fieldBlocks(endUser.values),
    ],
  };
}

/**
 * @param organizations 1 to 100; with several, the form has a menu
 * @param endUserId reserved for the new end user
 */
export function addEndUserForm(organizations: readonly Organization[], endUserId: number): Modal {
  const [only, ...others] = organizations;
  if (!only) throw new Error('the form for a new end user needs an organization');
  const hasMenu = others.length > 0;
  return {
    type: 'modal',
    callback_id: addForm,
    private_metadata: hasMenu ? writeIds(endUserId) : writeIds(endUserId, only.id),
    title: plain('Add an end user'),
    submit: plain('Add'),
    close: plain('Cancel'),
    blocks: [
      hasMenu
        ? organizationMenu(organizations, null)
        : plainSection(`In ${organizationLabel(only, 80)}. Fill in what you know.`),
      ...fieldBlocks({}),
    ],
  };
}

function organizationMenu(
  organizations: readonly Organization[] | null,
  current: Organization | null,
): types.KnownBlock {
  const menu = {
    action_id: inputAction,
    placeholder: plain('Choose one'),
    ...(current && { initial_option: organizationOption(current) }),
  };
  return {
    type: 'input',
    block_id: organizationBlock,
    label: plain('Organization'),
    element: organizations
      ? { type: 'static_select', ...menu, options: organizations.map(organizationOption) }
      : // Opening the menu lists the first ones.
        { type: 'external_select', ...menu, min_query_length: 0 },
  };
}

export const organizationOption = (organization: Organization): types.PlainTextOption => ({
  text: { ...plain(organizationLabel(organization, 50)), emoji: false },
  value: String(organization.id),
});

const organizationLabel = ({ id, name }: Organization, limit: number): string =>
  `${shorten(name.trim() || '–', limit)} · ${id}`;

const plainSection = (text: string): types.KnownBlock => ({
  type: 'section',
  text: { ...plain(text), emoji: false },
});
