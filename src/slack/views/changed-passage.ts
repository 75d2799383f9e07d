// The part of a long value in which the old and the new one differ: both cut alike, so that the change is seen.
import { cellLimit } from './part.ts';

/** Characters that both have in common, shown before the first difference. */
const context = 15;

/** Both values as a table shows them; an empty one is `–`, and spaces at an end are seen. */
export function changedPassage(now: string, willBe: string): { now: string; willBe: string } {
  const common = commonStart(now, willBe);
  const fits = Math.max(now.length, willBe.length) <= cellLimit || common < cellLimit - context;
  const from = fits ? 0 : startOfCharacter(now, common - context);
  const passage = (value: string) => visible(from === 0 ? value : `…${value.slice(from)}`);
  return { now: passage(now), willBe: passage(willBe) };
}

function commonStart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let length = 0;
  while (length < shorter && a[length] === b[length]) length++;
  return length;
}

/** Not into the middle of a character that takes two units. */
function startOfCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}

function visible(value: string): string {
  if (value === '') return '–';
  return value.replace(/^\s+|\s+$/g, (spaces) => spaces.replace(/[^\r\n]/g, '␣'));
}
