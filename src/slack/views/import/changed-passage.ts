// The part of long values in which they differ: all cut alike, so that the change is seen.
import { cellLimit } from '../../block-kit/part.ts';

/** Characters that they have in common, shown before the first difference. */
const context = 15;

/** Both values as a table shows them. */
export function changedPassage(now: string, willBe: string): { now: string; willBe: string } {
  const [before = '', after = ''] = passages([now, willBe], cellLimit);
  return { now: before, willBe: after };
}

/**
 * The values from shortly before the first difference between the first two on, where they don't fit into `limit`
 * characters; the end is not cut. An empty value is `–`, and spaces at an end are seen.
 */
export function passages(values: readonly string[], limit: number): string[] {
  const [one = '', other = ''] = values;
  const common = commonStart(one, other);
  const fits = Math.max(one.length, other.length) <= limit || common < limit - context;
  return values.map((value) => {
    const from = fits || value.length < common - context ? 0 : startOfCharacter(value, common - context);
    return visible(from === 0 ? value : `…${value.slice(from)}`);
  });
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
