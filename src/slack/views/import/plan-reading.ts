// How a file was read: where its table begins, and what its columns are read as.

import { figure } from '../../../model/counted.ts';
import { findKnownHeader, normalizeHeader } from '../../../model/header-names.ts';
import type { Plan, ReadColumn } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

const shownColumns = 10;

/** In characters. No longer header is called as we call a column. */
const longest = 1_000;

/** `Columns: Display name → name · Mobile Phone → mobile`, without those that are called as we call them. */
export function planReading({ reading }: Plan): RichTextLine[] {
  if (!reading) return [];
  const { headerLine, linesAbove, columns } = reading;
  const renamed = columns.filter(
    ({ header, as }) =>
      header.length > longest ||
      (normalizeHeader(header) !== normalizeHeader(as) &&
        findKnownHeader(header)?.meaning.use !== 'custom-field'),
  );
  const more = renamed.length - shownColumns;
  const named = [
    ...renamed.slice(0, shownColumns).map(readAs),
    ...(more > 0 ? [`… and ${figure(more)} more`] : []),
  ];
  const above = linesAbove === 1 ? 'the line above it is' : `the ${figure(linesAbove)} lines above it are`;
  return [
    ...(named.length > 0 ? [richText`Columns: ${dotted(named)}`] : []),
    ...(linesAbove > 0 ? [richText`The header is on line ${figure(headerLine)}; ${above} not read.`] : []),
  ];
}

function readAs({ header, as, byContent }: ReadColumn): RichTextLine {
  const name = header.trim() === '' ? '(no name)' : header;
  return richText`${code(shorten(name, 30))} → ${shorten(as, 30)}${byContent ? ' (by its cells)' : ''}`;
}
