// The warnings of a plan.

import { counted, figure } from '../../../model/counted.ts';
import type { IgnoredColumn, Plan, PlanWarning } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

const shownColumns = 5;

type WarningOf<Kind extends PlanWarning['kind']> = PlanWarning & { readonly kind: Kind };

export function planWarnings(plan: Plan): RichTextLine[] {
  const ignored = ignoredColumns(plan.ignoredColumns);
  return [...plan.warnings.map(warningLine), ...(ignored ? [ignored] : [])];
}

function warningLine(warning: PlanWarning): RichTextLine {
  switch (warning.kind) {
    case 'applied-before':
      return richText`⚠️ This exact file was already applied, as import ${String(warning.importId)}.`;
    case 'several-addresses':
      return severalAddresses(warning);
  }
}

/** ⚠️ 2 cells contain several email addresses; the first one is read: line 5 (di@example.com of "di@…, di2@…"), … */
function severalAddresses({ count, first }: WarningOf<'several-addresses'>): RichTextLine {
  const examples = first.map(
    ({ line, text, read }) =>
      richText`line ${figure(line)} (${code(shorten(read, 40))} of ${shorten(text, 60)})`,
  );
  const more = count > first.length ? [richText`… and ${figure(count - first.length)} more`] : [];
  const contain = count === 1 ? 'contains' : 'contain';
  return richText`⚠️ ${counted(count, 'cell')} ${contain} several email addresses; the first one is read: ${dotted([...examples, ...more])}`;
}

/** ⚠️ Columns not read: Fax · e_mial (did you mean email?) */
function ignoredColumns(columns: readonly IgnoredColumn[]): RichTextLine | null {
  if (columns.length === 0) return null;
  const more = columns.length - shownColumns;
  const named = columns.slice(0, shownColumns).map(({ header, nearest }) => {
    const name = code(shorten(header.trim() === '' ? '(no name)' : header, 40));
    return nearest ? richText`${name} (did you mean ${code(nearest)}?)` : [name];
  });
  const all = dotted([...named, ...(more > 0 ? [`… and ${figure(more)} more`] : [])]);
  return richText`⚠️ ${columns.length === 1 ? 'Column' : 'Columns'} not read: ${all}`;
}
