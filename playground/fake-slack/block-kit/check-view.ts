// Validates a modal or a Home tab as Slack does.
// Source of the limits: the doc comments of @slack/types, views.
import { z } from 'zod';
import type { Json } from '../world/records.ts';
import { checkBlocks } from './check-blocks.ts';
import { plainText } from './text-schemas.ts';
import { validationError, validationErrors } from './validation-errors.ts';

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    close: plainText(24).optional(),
    submit: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
]);

/** Returns the validation errors in Slack's words; empty if Slack would accept the view. */
export function checkView(input: unknown): string[] {
  const result = view.safeParse(input, { reportInput: true });
  const errors = validationErrors(result.error, ['view']);
  const { type, blocks, submit } = (typeof input === 'object' && input !== null ? input : {}) as Json;
  if (!Array.isArray(blocks)) return errors;
  const surface = type === 'home' ? 'home' : 'modal';
  errors.push(...checkBlocks(blocks, surface, ['view', 'blocks']));
  const hasInput = (blocks as Json[]).some((block) => block?.type === 'input');
  if (surface === 'modal' && hasInput && submit === undefined) {
    errors.push(validationError('missing required field: submit', ['view']));
  }
  return errors;
}
