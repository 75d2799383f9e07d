// Issues and redeems trigger ids. A trigger id allows the app to open one modal for a member, for a short time.
// Source: https://docs.slack.dev/interactivity/handling-user-interaction.
import { randomBytes } from 'node:crypto';
import { SlackError } from '../web-api/slack-error.ts';

/** `viewId` is set if the member acted in a modal: `views.push` stacks on that modal. */
export type Trigger = { member: string; teamId: string; viewId?: string };

export type Triggers = {
  issue(trigger: Trigger): string;
  /** @throws SlackError `invalid_trigger_id`, `expired_trigger_id`, or `exchanged_trigger_id` */
  redeem(id: string | undefined): Trigger;
};

/** `lifeMs` is how many milliseconds a trigger id is valid. */
export function createTriggers(lifeMs: number): Triggers {
  const issued = new Map<string, Trigger & { at: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${Date.now()}.${issued.size + 1}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { ...trigger, at: Date.now(), used: false });
      return id;
    },
    redeem(id) {
      const trigger = issued.get(id ?? '');
      if (!trigger) throw new SlackError('invalid_trigger_id');
      if (trigger.used) throw new SlackError('exchanged_trigger_id');
      if (Date.now() - trigger.at > lifeMs) throw new SlackError('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
  };
}
