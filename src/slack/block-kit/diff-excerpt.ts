// Cuts long values to the part in which they differ.
import { cellLimit } from './part.ts';

/** Characters shown before the first difference. */
const charactersAround = 15;

/** The current and the new value of a cell, for a table. */
export function excerptChange(now: string, willBe: string): { now: string; willBe: string } {
  const [before = '', after = ''] = diffExcerpts([now, willBe], cellLimit);
  return { now: before, willBe: after };
}

/**
 * Values that don't fit into `limit` characters start shortly before the first difference between the first two
 * values; all values start at the same place, and their ends are not cut. An empty value is `–`, and spaces at either
 * end show as `␣`.
 */
export function diffExcerpts(values: readonly string[], limit: number): string[] {
  const [one = '', other = ''] = values;
  const common = commonStart(one, other);
  const fits = Math.max(one.length, other.length) <= limit || common < limit - charactersAround;
  return values.map((value) => {
    const from =
      fits || value.length < common - charactersAround
        ? 0
        : startOfCharacter(value, common - charactersAround);
    return visible(from === 0 ? value : `…${value.slice(from)}`);
  });
}

function commonStart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let length = 0;
  while (length < shorter && a[length] === b[length]) length++;
  return length;
}

/** Moves `at` back when it is in the middle of a surrogate pair. */
function startOfCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}

function visible(value: string): string {
  if (value === '') return '–';
  return value.replace(/^\s+|\s+$/g, (spaces) => spaces.replace(/[^\r\n]/g, '␣'));
}
