// Finds a button or menu in the blocks of a message or modal.
import { type Control, controlsOf } from '../../block-kit.ts';
import type { Block } from '../world/records.ts';

/** A button or menu, by action id, block id, or label. `value` distinguishes buttons with the same action id. */
export type ControlQuery = {
  actionId?: string | RegExp;
  blockId?: string;
  text?: string | RegExp;
  value?: string;
};

function matches(pattern: string | RegExp | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  return typeof pattern === 'string' ? pattern === text : pattern.test(text);
}

/** Returns the first match. Throws an error that lists all candidates if there is no match. */
export function findControl(blocks: readonly Block[], query: ControlQuery, kind: 'button' | 'menu'): Control {
  const controls = controlsOf(blocks).filter(({ type }) => (type === 'button') === (kind === 'button'));
  const match = controls.find(
    ({ actionId, blockId, label, element }) =>
      matches(query.actionId, actionId) &&
      (query.blockId === undefined || query.blockId === blockId) &&
      matches(query.text, label) &&
      (kind === 'menu' || query.value === undefined || element.value === query.value),
  );
  if (match) return match;
  const candidates = controls.map(({ label, actionId }) => `"${label}" (${actionId})`).join(', ') || 'none';
  const words = [query.actionId, query.text, query.value].filter((word) => word !== undefined).join(' ');
  throw new Error(`There is no ${kind} ${words} here. There: ${candidates}`);
}
