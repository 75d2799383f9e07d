// Finds the button or menu that a test means, in what is on the screen now.
import { type Control, controlsOf } from '../../block-kit.ts';
import type { Block } from '../world/records.ts';

/** By `actionId`, or by what stands on it; `value` tells apart several with one action. */
export type Wanted = { actionId?: string | RegExp; blockId?: string; text?: string | RegExp; value?: string };

function fits(wanted: string | RegExp | undefined, text: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === text : wanted.test(text);
}

/** Throws, naming what there is, when nothing fits: a member can't click what is not there. */
export function findControl(blocks: readonly Block[], wanted: Wanted, kind: 'button' | 'menu'): Control {
  const controls = controlsOf(blocks).filter(({ type }) => (type === 'button') === (kind === 'button'));
  const found = controls.find(
    ({ actionId, blockId, label, element }) =>
      fits(wanted.actionId, actionId) &&
      (wanted.blockId === undefined || wanted.blockId === blockId) &&
      fits(wanted.text, label) &&
      (kind === 'menu' || wanted.value === undefined || element.value === wanted.value),
  );
  if (found) return found;
  const there = controls.map(({ label, actionId }) => `"${label}" (${actionId})`).join(', ') || 'none';
  const words = [wanted.actionId, wanted.text, wanted.value].filter((word) => word !== undefined).join(' ');
  throw new Error(`There is no ${kind} ${words} here. There: ${there}`);
}
