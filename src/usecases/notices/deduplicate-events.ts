// What Slack sends is heard once, however often it comes: Slack repeats itself now and then, and who caught a signed
// request could send it again.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { type EventKey, isProcessed, markProcessed } from '../../db/processed-events.ts';

/**
 * Does the work that an event asks for, unless it was done. Noted after the work: an event that failed is heard when
 * Slack sends it again. Come at the same moment, both may do it, so the work has its own keys in the database.
 */
export type HearOnce = (event: EventKey, work: () => Promise<void>) => Promise<void>;

export function hearOnce(inWorkspace: InWorkspace): HearOnce {
  return async (event, work) => {
    if (await inWorkspace(event.workspaceId, (tx) => isProcessed(tx, event))) return;
    await work();
    await inWorkspace(event.workspaceId, (tx) => markProcessed(tx, event));
  };
}

/**
 * Whether a click, a command or a form comes for the first time, by its trigger id. Noted before the work: Slack sends
 * none of them again, and a member who hears that something broke makes a new one.
 */
export type IsFirst = (interaction: EventKey) => Promise<boolean>;

export function isFirst(inWorkspace: InWorkspace): IsFirst {
  return (interaction) => inWorkspace(interaction.workspaceId, (tx) => markProcessed(tx, interaction));
}
