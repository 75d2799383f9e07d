// The two values of a changed cell, in one line.
import type { ChangedCell } from '../../../model/cell-change.ts';
import { diffExcerpts } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import { yesOrNo } from './end-user-fields.ts';

/** Longest value, in characters. */
const limit = 60;

/** `Engineer → CTO`. Long values begin shortly before their first difference. */
export function changedValues({ field, from, to }: ChangedCell): string {
  const isFlag = field.startsWith('notification_');
  const texts = [from, to].map((value) => (isFlag ? (yesOrNo.get(value ?? '') ?? value) : value) ?? '');
  const [before = '', after = ''] = diffExcerpts(texts, limit);
  return `${texts[0] === '' ? '(empty)' : shorten(before, limit)} → ${texts[1] === '' ? '(empty)' : shorten(after, limit)}`;
}
