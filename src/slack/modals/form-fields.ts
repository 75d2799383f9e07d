// The fields of an end user as inputs of a form.
import type { types } from '@slack/bolt';
import { columns, type Field } from '../../model/columns.ts';
import type { FieldValues } from '../../model/end-user.ts';
import { shorten } from '../block-kit/escape.ts';
import { counted } from '../block-kit/format-numbers.ts';
import { fieldGroups, yesOrNo } from '../views/end-users/end-user-fields.ts';
import { inputLimit, plain } from './modal.ts';

/** The action id of every input; the block's id is the field's name, under which Slack shows what is wrong with it. */
export const inputAction = 'value';

/** The option of a flag that is neither true nor false: Slack lets nobody empty a menu again. */
export const notSet = 'not set';

const hints: Partial<Record<Field, string>> = {
  notes: `Up to ${inputLimit.toLocaleString('en-US')} characters fit here; an import takes longer ones.`,
  ticket_matching_emails: 'Addresses, with , or ; between them.',
  vendor_id: 'A whole number.',
  custom_fields: 'A JSON object: {"Badge":"12"}',
};

const kinds = new Map<string, string>(columns.map(({ name, kind }) => [name, kind]));

/** All fields in their groups; `values` is what stands in them. */
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

/** Whether an input gives back what it was given: not too long, and no character that nobody can type. */
export function fitsInput(value: string): boolean {
  return value.length <= inputLimit && !/[^\P{Cc}\r\n\t]|\p{Cs}/u.test(value);
}

function unfit(label: string, value: string): types.KnownBlock {
  const why =
    value.length > inputLimit
      ? `${counted(Array.from(value).length, 'character')}, more than a form of Slack's takes.`
      : "It holds characters that a form of Slack's doesn't take.";
  const text = `${label}: ${why} It stays as it is; an import can change it.\n${shorten(value, 200)}`;
  return { type: 'section', text: { ...plain(text), emoji: false } };
}

function textInput(field: Field, value: string | null): types.PlainTextInput {
  const isLong = field === 'notes' || field === 'custom_fields';
  return {
    type: 'plain_text_input',
    action_id: inputAction,
    // On a single line, the line breaks of a value would be lost.
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
