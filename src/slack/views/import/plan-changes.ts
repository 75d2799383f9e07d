// The first changed cells of a plan as a table; without any, the first new end users.

import { counted, figure } from '../../../model/counted.ts';
import type { CellChange, NewEndUser, Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { caption, cellLimit, type Part, table } from '../../block-kit/part.ts';
import { code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { excerptChange } from './diff-excerpt.ts';

const shown = { cells: 10, newEndUsers: 5, newNames: 3 };

export function planChanges(plan: Plan): Part[] {
  const cells = plan.changes.slice(0, shown.cells);
  if (cells.length === 0) return newEndUsers(plan);
  return [
    changesTable(cells),
    caption(andMore(plan.cells - cells.length, 'more changed cell'), newNames(plan)),
  ];
}

function changesTable(changes: readonly CellChange[]): Part {
  const rows = changes.map((change) => {
    const { now, willBe } = excerptChange(change.now ?? '', change.willBe ?? '');
    return {
      who: endUserLabel(change),
      field: nameOfCell(change),
      now,
      willBe,
    };
  });
  return table(
    ['end user', 'field', 'now', 'will be'],
    rows.map(({ who, field, now, willBe }) => [who, field, now, willBe]),
    rows.map(
      ({ who, field, now, willBe }) =>
        richText`${who} · ${code(field)}: ${shorten(now, cellLimit)} → ${shorten(willBe, cellLimit)}`,
    ),
  );
}

function newEndUsers(plan: Plan): Part[] {
  const first = plan.newEndUsers.slice(0, shown.newEndUsers);
  if (first.length === 0) return [];
  const rows = first.map((endUser) => [
    `${endUser.line}`,
    orDash(endUser.name),
    orDash(endUser.email),
    orDash(endUser.organization),
  ]);
  return [
    table(
      ['line', 'name', 'email', 'organization'],
      rows,
      rows.map(([line = '', ...cells]) => richText`line ${line}: ${dotted(cells)}`),
    ),
    caption(andMore(plan.created - first.length, 'more new end user')),
  ];
}

/** New: Ana Núñez · Bo Li · Cy Roe · … and 39 more */
function newNames(plan: Plan): RichTextLine | null {
  const names = plan.newEndUsers.slice(0, shown.newNames).map(nameOf);
  if (names.length === 0) return null;
  const more = plan.created - names.length;
  return richText`New: ${dotted([...names, ...(more > 0 ? [`… and ${figure(more)} more`] : [])])}`;
}

function nameOf({ name, email, line }: NewEndUser): string {
  return shorten(name?.trim() || email?.trim() || `line ${line}`, 40);
}

function andMore(count: number, noun: string): RichTextLine | null {
  return count > 0 ? richText`… and ${counted(count, noun)}` : null;
}

function orDash(text: string | null): string {
  return shorten(text?.trim() || '–', 40);
}
