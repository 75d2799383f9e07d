// What a member filled into a form of an end user, as Slack sends it.
import type { ViewOutput } from '@slack/bolt';
import { fields } from '../../model/columns.ts';
import type { TypedCells } from '../../model/typed-cells.ts';
import { organizationBlock } from './end-user-form.ts';
import { inputAction, notSet } from './form-fields.ts';

/** Fields that the form didn't have are missing. */
export function readFields({ state }: ViewOutput): TypedCells {
  const typed = fields.flatMap((field) => {
    const held = state.values[field]?.[inputAction];
    if (!held) return [];
    const text = held.type === 'static_select' ? held.selected_option?.value : held.value;
    return [[field, text === notSet ? '' : (text ?? '')] as const];
  });
  return Object.fromEntries(typed);
}

/** The organization that was chosen; `null` where the form has no menu of them. */
export function readOrganization({ state }: ViewOutput): number | null {
  const value = state.values[organizationBlock]?.[inputAction]?.selected_option?.value ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}
