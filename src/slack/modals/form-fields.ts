// The inputs of an end user's fields in a form.
import type { types } from '@slack/bolt';
import { columns, type Field } from '../../model/columns.ts';
import { counted, figure } from '../../model/counted.ts';
import type { FieldValues } from '../../model/end-user.ts';
import { shorten } from '../block-kit/escape.ts';
import { fieldGroups, yesOrNo } from '../views/end-users/end-user-fields.ts';
import { inputLimit, plain } from './modal.ts';

/** The action id of every input. The block's id is the field's name, so that Slack shows a field's problem there. */
export const inputAction = 'value';

/** The option of a yes-or-no field without a value: in Slack, a menu can't be emptied again. */
export const notSet = 'not set';

const hints: Partial<Record<Field, string>> = {
  notes: `Up to ${figure(inputLimit)} characters. For longer notes, use an import.`,
  ticket_matching_emails: 'Email addresses, separated by , or ;',
  vendor_id: 'A whole number.',
  custom_fields:
    'A JSON object, such as {"Badge":"12"}. Keys that you leave out stay; {"Badge":null} removes one.',
};

const kinds = new Map<string, string>(columns.map(({ name, kind }) => [name, kind]));

/** All fields in their groups, filled with `values`. */
export function fieldBlocks(values: Partial<FieldValues>): types.KnownBlock[] {
  return fieldGroups.flatMap(({ title, fields }) => [
    { type: 'header' as const, text: plain(title) },
    ...fields.map(({ field, label }) => fieldBlock(field, label, values[field] ?? null)),
  ]);
}

function fieldBlock(field: Field, label: string, value: string | null): types.KnownBlock {
  if (value !== null && !fitsInput(value)) return unfit(label, value);
  const hint = hints[field];
  return {
    type: 'input',
    block_id: field,
    optional: true,
    label: plain(label),
    element: kinds.get(field) === 'boolean' ? flagMenu(value) : textInput(field, value),
    ...(hint && { hint: plain(hint) }),
  };
}

/** Whether an input returns the value unchanged: it is short enough, and has no control characters or half characters. */
export function fitsInput(value: string): boolean {
  return value.length <= inputLimit && !/[^\P{Cc}\r\n\t]|\p{Cs}/u.test(value);
}

function unfit(label: string, value: string): types.KnownBlock {
  const why =
    value.length > inputLimit
      ? `${counted(Array.from(value).length, 'character')}, too many for a form in Slack.`
      : "This value has characters that a form in Slack can't hold.";
  const text = `${label}: ${why} To change this field, use an import.\n${shorten(value, 200)}`;
  return { type: 'section', text: { ...plain(text), emoji: false } };
}

function textInput(field: Field, value: string | null): types.PlainTextInput {
  const isLong = field === 'notes' || field === 'custom_fields';
  return {
    type: 'plain_text_input',
    action_id: inputAction,
    // A single-line input would lose the value's line breaks.
    multiline: isLong || /[\r\n]/.test(value ?? ''),
    ...(value && { initial_value: value }),
  };
}

function flagMenu(value: string | null): types.StaticSelect {
  const options = [notSet, 'true', 'false'].map((option) => ({
    text: plain(yesOrNo.get(option) ?? 'Not set'),
    value: option,
  }));
  return {
    type: 'static_select',
    action_id: inputAction,
    options,
    initial_option: options.find((option) => option.value === (value ?? notSet))!,
  };
}
