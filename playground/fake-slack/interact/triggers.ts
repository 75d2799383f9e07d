// Trigger ids: a short right to open a modal for a member, good for one use.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../web-api/refusal.ts';

export type Trigger = { member: string; teamId: string; viewId?: string };

export type Triggers = {
  issue(trigger: Trigger): string;
  /** Uses it up. Refuses: `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id`. */
  redeem(id: string | undefined): Trigger;
};

export function createTriggers(lifeMs: number): Triggers {
  const known = new Map<string, Trigger & { at: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${Date.now()}.${known.size + 1}.${randomBytes(16).toString('hex')}`;
      known.set(id, { ...trigger, at: Date.now(), used: false });
      return id;
    },
    redeem(id) {
      const trigger = known.get(id ?? '');
      if (!trigger) throw new Refusal('invalid_trigger_id');
      if (trigger.used) throw new Refusal('exchanged_trigger_id');
      if (Date.now() - trigger.at > lifeMs) throw new Refusal('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
  };
}
