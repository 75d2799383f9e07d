// What a member filled into a form of an end user, as Slack sends it.
import type { types, ViewOutput } from '@slack/bolt';
import { type Field, fields } from '../../model/columns.ts';
import type { TypedCells } from '../../model/typed-cells.ts';
import { organizationBlock } from './end-user-form.ts';
import { inputAction, notSet } from './form-fields.ts';

/** Fields that the form didn't have are missing, and those that are as they were when it was opened. */
export function readFields({ state, blocks }: ViewOutput): TypedCells {
  const typed = fields.flatMap((field) => {
    const held = state.values[field]?.[inputAction];
    if (!held) return [];
    const text = (held.type === 'static_select' ? held.selected_option?.value : held.value) ?? '';
    // Slack tells both in its own writing, so what nobody touched is the same, whatever Slack makes of a value.
    if (text === openedWith(blocks, field)) return [];
    return [[field, text === notSet ? '' : text] as const];
  });
  return Object.fromEntries(typed);
}

function openedWith(blocks: ViewOutput['blocks'], field: Field): string {
  const block = (blocks as types.KnownBlock[]).find((found) => found.block_id === field);
  if (block?.type !== 'input') return '';
  if (block.element.type === 'plain_text_input') return block.element.initial_value ?? '';
  return block.element.type === 'static_select' ? (block.element.initial_option?.value ?? '') : '';
}

/** The organization that was chosen; `null` where the form has no menu of them. */
export function readOrganization({ state }: ViewOutput): number | null {
  const value = state.values[organizationBlock]?.[inputAction]?.selected_option?.value ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}
