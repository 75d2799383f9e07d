// The form that asks for the second time before an end user is erased: the id has to be typed.
import type { NamedEndUser } from '../../model/personal-data.ts';
import { shorten } from '../block-kit/escape.ts';
import { endUserLabel } from '../views/end-users/end-user-label.ts';
import { inputAction } from './form-fields.ts';
import { writeIds } from './metadata.ts';
import { type Modal, plain } from './modal.ts';

export const eraseForm = 'erase-end-user-form';

/** The id of the block with the input. */
export const confirmBlock = 'confirm';

export function eraseEndUserForm({ id, name, organizationName }: NamedEndUser): Modal {
  const who = endUserLabel({ endUser: name, endUserId: id });
  const where = organizationName === null ? '' : `\n${shorten(organizationName, 80)}`;
  return {
    type: 'modal',
    callback_id: eraseForm,
    private_metadata: writeIds(id),
    title: plain('Erase an end user'),
    submit: plain('Erase for good'),
    close: plain('Keep them'),
    blocks: [
      {
        type: 'section',
        text: { ...plain(`${who}${where}\n\nNothing brings them back: no undo, no file.`), emoji: false },
      },
      {
        type: 'input',
        block_id: confirmBlock,
        label: plain(`To confirm, type the contact_id: ${id}`),
        element: { type: 'plain_text_input', action_id: inputAction, max_length: 20 },
      },
    ],
  };
}
