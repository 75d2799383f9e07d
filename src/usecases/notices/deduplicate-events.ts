// Idempotency: each Slack event and interaction takes effect once. Slack sometimes sends the same payload twice, and
// anyone who captured a signed request could send it again.
import { type EventKey, isProcessed, markProcessed } from '../../db/processed-events.ts';
import type { Context } from '../ports.ts';

/**
 * Runs `work` unless the event was processed before. Marked after the work, so that Slack's retry of an event that
 * failed is processed. Two deliveries at the same moment may both run, so `work` needs keys of its own in the database.
 */
export async function processEventOnce(
  { inWorkspace }: Context,
  event: EventKey,
  work: () => Promise<void>,
): Promise<void> {
  if (await inWorkspace(event.workspaceId, (tx) => isProcessed(tx, event))) return;
  await work();
  await inWorkspace(event.workspaceId, (tx) => markProcessed(tx, event));
}

/**
 * Whether a click, command, or form submission (by its trigger id) arrives for the first time. Marked before the work:
 * Slack doesn't retry these, and a member who sees an error tries again with a new trigger id.
 */
export function isFirstDelivery({ inWorkspace }: Context, interaction: EventKey): Promise<boolean> {
  return inWorkspace(interaction.workspaceId, (tx) => markProcessed(tx, interaction));
}
