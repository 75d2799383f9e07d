// Schemas of text objects, options, and confirmation dialogs, with their limits.
// Source of the limits: the doc comments of @slack/types, block-kit/composition-objects.
import { z } from 'zod';

/** A `plain_text` object of 1 to `max` characters. */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

/** A `plain_text` or `mrkdwn` object of 1 to `max` characters. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const actionId = z.string().min(1).max(255).optional();
export const blockId = z.string().min(1).max(255).optional();

/** An option of a menu. Options of radio buttons and checkboxes may have mrkdwn text. */
export const option = (text: ReturnType<typeof plainText> | ReturnType<typeof anyText> = plainText(75)) =>
  z.strictObject({
    text,
    value: z.string().min(1).max(75),
    description: plainText(75).optional(),
    url: z.string().max(3000).optional(),
  });

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});
