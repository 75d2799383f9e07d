// Checks a modal or a home tab as Slack does before it takes it.
// Source of the limits: the doc comments of @slack/types, views.
import { z } from 'zod';
import type { Json } from '../world/records.ts';
import { checkBlocks } from './check-blocks.ts';
import { complaint, complaintsOf } from './complaints.ts';
import { plainText } from './texts.ts';

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

/** Complaints in Slack's words; none when Slack would take the view. */
export function checkView(given: unknown): string[] {
  const result = view.safeParse(given, { reportInput: true });
  const complaints = complaintsOf(result.error, ['view']);
  const { type, blocks, submit } = (typeof given === 'object' && given !== null ? given : {}) as Json;
  if (!Array.isArray(blocks)) return complaints;
  const surface = type === 'home' ? 'home' : 'modal';
  complaints.push(...checkBlocks(blocks, surface, ['view', 'blocks']));
  const hasInput = (blocks as Json[]).some((block) => block?.type === 'input');
  if (surface === 'modal' && hasInput && submit === undefined) {
    complaints.push(complaint('missing required field: submit', ['view']));
  }
  return complaints;
}
