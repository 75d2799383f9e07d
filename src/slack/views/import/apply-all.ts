// The button that applies all plans of one message, and the private reply where some of them were skipped.
import { counted } from '../../../model/counted.ts';
import type { Import, PlanKey } from '../../../model/import.ts';
import type { Approvals } from '../../../usecases/import/approve-all.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { whyHeld } from './second-person-needed.ts';

export const applyAllAction = 'apply-all';

/** More than a message has files, and few enough for the value of a button. */
const maxPlans = 50;

/** Empty where there is only one plan. */
export function applyAllButton(plans: readonly PlanKey[] = []): Button[] {
  if (plans.length < 2 || plans.length > maxPlans) return [];
  const value = plans.map(({ importId, planNumber }) => `${importId}.${planNumber}`).join(' ');
  return [{ actionId: applyAllAction, label: `Apply all ${plans.length} plans`, value }];
}

/** The value passed through the member's client, so it may be anything. */
export function readApplyAll(value: string): PlanKey[] {
  return value
    .split(' ')
    .slice(0, maxPlans)
    .flatMap((one) => {
      const [, importId, planNumber] = /^(\d{1,15})\.(\d{1,9})$/.exec(one) ?? [];
      return importId && planNumber ? [{ importId: Number(importId), planNumber: Number(planNumber) }] : [];
    });
}

export function someSkipped({ approved, skipped, held, secondPerson }: Approvals): View {
  const all = approved + skipped.length + held.length;
  return view(
    lines(richText`${bold(`${approved} of ${counted(all, 'plan is', 'plans are')} being applied.`)}`),
    ...(skipped.length > 0
      ? [
          lines(
            richText`These have changed or were decided since you saw them, so your click left them alone:`,
          ),
          lines(...skipped.map(fileOf)),
          lines(richText`Please decide on them one by one, in the thread.`),
        ]
      : []),
    ...(secondPerson ? [lines(...whyHeld(held.length, secondPerson)), lines(...held.map(fileOf))] : []),
  );
}

const fileOf = ({ id, fileName }: Import) => richText`• ${shorten(fileName, 80)} · import ${String(id)}`;
