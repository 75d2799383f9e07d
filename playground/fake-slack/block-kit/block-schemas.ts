// Schemas of the blocks that the fake supports, with their limits.
// Source of the limits: the doc comments of @slack/types, block-kit/blocks; https://docs.slack.dev/reference/block-kit/blocks.
import { z } from 'zod';
import { button, image, inActions, inInput, inSection } from './element-schemas.ts';
import { anyText, blockId, mrkdwn, plainText } from './text-schemas.ts';

/** Rich text is checked only for the error that occurs in practice: an empty text. */
const richElement: z.ZodType = z.lazy(() =>
  z
    .looseObject({ type: z.string(), elements: z.array(richElement).optional() })
    .superRefine(({ type, text }, context) => {
      if (type !== 'text' || (typeof text === 'string' && text !== '')) return;
      context.addIssue({ code: 'custom', path: ['text'], message: 'must be more than 0 characters' });
    }),
);

const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z.array(richElement),
});

/** Slack rejects an empty cell. Observed in https://github.com/NousResearch/hermes-agent/issues/72871. */
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
]);

const blocks = [
  z.strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: inSection.optional(),
    expand: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z.array(inActions).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    alt_text: z.string().max(2000),
    title: plainText(2000).optional(),
    image_url: z.string().max(3000).optional(),
    slack_file: z.looseObject({}).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(2000),
    element: inInput,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('alert'),
    block_id: blockId,
    text: anyText(3000),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  z.strictObject({
    type: z.literal('card'),
    block_id: blockId,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).max(5).optional(),
  }),
  z.strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(20)
      .optional(),
  }),
  richText,
] as const;

export const blockSchema = z.discriminatedUnion('type', blocks);
