// Schemas of interactive elements (buttons, menus, inputs), with their limits.
// Source of the limits: the doc comments of @slack/types, block-kit/block-elements.
import { z } from 'zod';
import { actionId, anyText, confirm, option, plainText } from './text-schemas.ts';

const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const dispatch = {
  dispatch_action_config: z.strictObject({ trigger_actions_on: z.array(z.string()).optional() }).optional(),
};
const actionable = { action_id: actionId, confirm: confirm.optional() };

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const image = z.strictObject({
  type: z.literal('image'),
  alt_text: z.string().max(2000),
  image_url: z.string().max(3000).optional(),
  slack_file: z.looseObject({}).optional(),
});

const options = z.array(option()).min(1).max(100);
const optionGroups = z
  .array(z.strictObject({ label: plainText(75), options }))
  .min(1)
  .max(100);

/** A menu has either options or groups of options; check-blocks.ts checks that it doesn't have both. */
const choices = { options: options.optional(), option_groups: optionGroups.optional() };

const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  ...actionable,
  ...focus,
  ...placeholder,
  ...choices,
  initial_option: option().optional(),
});
const multiStaticSelect = z.strictObject({
  type: z.literal('multi_static_select'),
  ...actionable,
  ...focus,
  ...placeholder,
  ...choices,
  initial_options: z.array(option()).optional(),
  max_selected_items: z.number().int().min(1).optional(),
});

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...actionable,
  ...focus,
  ...placeholder,
  initial_option: option().optional(),
  min_query_length: z.number().int().min(0).optional(),
});

const picker = <T extends string>(type: T, initial: string) =>
  z.strictObject({
    type: z.literal(type),
    ...actionable,
    ...focus,
    ...placeholder,
    [initial]: z.string().optional(),
  });

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  options: z.array(option()).min(1).max(5),
});

const checkable = {
  ...actionable,
  ...focus,
  options: z
    .array(option(anyText(75)))
    .min(1)
    .max(10),
};
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...checkable,
  initial_options: z.array(option(anyText(75))).optional(),
});
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...checkable,
  initial_option: option(anyText(75)).optional(),
});

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  ...focus,
  ...placeholder,
  ...dispatch,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
});
const textInput = <T extends string>(type: T, more: Record<string, z.ZodType> = {}) =>
  z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    ...focus,
    ...placeholder,
    ...dispatch,
    initial_value: z.string().optional(),
    ...more,
  });

const inputs = [
  plainTextInput,
  textInput('email_text_input'),
  textInput('url_text_input'),
  textInput('number_input', {
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const;

const pickers = [
  checkboxes,
  radioButtons,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  picker('users_select', 'initial_user'),
  picker('channels_select', 'initial_channel'),
  picker('conversations_select', 'initial_conversation'),
  picker('datepicker', 'initial_date'),
  picker('timepicker', 'initial_time'),
] as const;

export const inActions = z.discriminatedUnion('type', [button, overflow, ...pickers]);
export const inSection = z.discriminatedUnion('type', [button, overflow, image, ...pickers]);
export const inInput = z.discriminatedUnion('type', [...inputs, ...pickers]);

/** The answer to a `block_suggestion`: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option()).max(100) }),
  z.strictObject({
    option_groups: z
      .array(z.strictObject({ label: plainText(75), options: z.array(option()).max(100) }))
      .max(100),
  }),
]);
