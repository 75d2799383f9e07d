// The two values of a changed cell, in one line.
import type { ChangedCell } from '../../../model/cell-change.ts';
import type { Field } from '../../../model/columns.ts';
import { diffExcerpts } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import { yesOrNo } from './end-user-fields.ts';

/** Longest value, in characters. */
const limit = 60;

/** `Engineer`, or `(empty)`. */
export const cellValue = (field: Field, value: string | null): string =>
  shorten(inWords(field, value) || '(empty)', 3 * limit);

const inWords = (field: Field, value: string | null): string =>
  (field.startsWith('notification_') ? yesOrNo.get(value ?? '') : undefined) ?? value ?? '';

/** `moved from Acme Ltd · 3 to Beta GmbH · 12`, or null for a cell that is not the organization. */
export const moveInWords = (verb: 'Moved' | 'moved', { field, from, to }: ChangedCell): string | null =>
  field === 'organization_id' ? `${verb} from ${cellValue(field, from)} to ${cellValue(field, to)}` : null;

/** `Engineer → CTO`. Long values begin shortly before their first difference. */
export function changedValues({ field, from, to }: ChangedCell): string {
  const texts = [from, to].map((value) => inWords(field, value));
  const [before = '', after = ''] = diffExcerpts(texts, limit);
  return `${texts[0] === '' ? '(empty)' : shorten(before, limit)} → ${texts[1] === '' ? '(empty)' : shorten(after, limit)}`;
}
