// Reads what a member filled into a form of an end user, as Slack sends it.
import type { types, ViewOutput } from '@slack/bolt';
import { columnFields } from '../../model/columns.ts';
import type { FormCells } from '../../model/form-cells.ts';
import { organizationBlock } from './end-user-form.ts';
import { inputAction, notSet } from './form-fields.ts';

/** Leaves out the fields that the form didn't have, and those that are as they were when the form was opened. */
export function readFields({ state, blocks }: ViewOutput): FormCells {
  const typed = columnFields.flatMap((field) => {
    const input = state.values[field]?.[inputAction];
    if (!input) return [];
    const text = (input.type === 'static_select' ? input.selected_option?.value : input.value) ?? '';
    // Slack sends both the initial and the current value, and may rewrite them: an untouched field has equal ones.
    if (text === initialValue(blocks, field)) return [];
    return [[field, text === notSet ? '' : text] as const];
  });
  return Object.fromEntries(typed);
}

function initialValue(blocks: ViewOutput['blocks'], blockId: string): string {
  const block = (blocks as types.KnownBlock[]).find((candidate) => candidate.block_id === blockId);
  if (block?.type !== 'input') return '';
  if (block.element.type === 'plain_text_input') return block.element.initial_value ?? '';
  const { element } = block;
  return element.type === 'static_select' || element.type === 'external_select'
    ? (element.initial_option?.value ?? '')
    : '';
}

/** The chosen organization; null when the form has no menu of them. */
export function readOrganization({ state }: ViewOutput): number | null {
  const value = state.values[organizationBlock]?.[inputAction]?.selected_option?.value ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** The same, and null when it is as it was when the form was opened. */
export function readMove(view: ViewOutput): number | null {
  const chosen = readOrganization(view);
  return chosen === null || String(chosen) === initialValue(view.blocks, organizationBlock) ? null : chosen;
}
