// The first changed cells of a plan as a table; without any, the first new end users.

import { counted, figure } from '../../../model/counted.ts';
import type { CellChange, NewEndUser, Plan } from '../../../model/plan.ts';
import { excerptChange } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, caption, cellLimit, lines, type Part, table } from '../../block-kit/part.ts';
import { code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { subjectNoun } from './subject-noun.ts';

const shown = { cells: 10, newEndUsers: 5, besideChanges: 2 };

export function planChanges(plan: Plan): Part[] {
  const cells = plan.changes.slice(0, shown.cells);
  if (cells.length === 0) return newEndUsers(plan, shown.newEndUsers);
  return [
    changesTable(plan, cells),
    caption(andMore(plan.cells - cells.length, 'more changed cell')),
    ...newEndUsers(plan, shown.besideChanges),
  ];
}

function changesTable(plan: Plan, changes: readonly CellChange[]): Part {
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
    [subjectNoun(plan), 'field', 'now', 'will be'],
    rows.map(({ who, field, now, willBe }) => [who, field, now, willBe]),
    rows.map(
      ({ who, field, now, willBe }) =>
        richText`${who} · ${code(field)}: ${shorten(now, cellLimit)} → ${shorten(willBe, cellLimit)}`,
    ),
  );
}

/**
 * With every cell: `New, line 3: Ana Núñez · ana@x.example · Acme Ltd · title CTO · phone 555`. Without the heading, they
 * would look like the rows of a choice above.
 */
function newEndUsers(plan: Plan, most: number): Part[] {
  const first = plan.newEndUsers.slice(0, most);
  if (first.length === 0) return [];
  const heading = `${counted(plan.created, `new ${subjectNoun(plan)}`)}${plan.created > first.length ? ', such as' : ''}:`;
  return [lines(richText`${heading}`), bullets(first.map(newEndUser))];
}

function newEndUser({ line, name, email, organization, cells = [] }: NewEndUser): RichTextLine {
  const who = [name, email, organization].flatMap((text) => (text?.trim() ? [shorten(text.trim(), 40)] : []));
  const others = cells.map(({ field, value }) => `${field} ${shorten(value.trim(), 40)}`);
  return richText`New, line ${figure(line)}: ${dotted([...who, ...others])}`;
}

function andMore(count: number, noun: string): RichTextLine | null {
  return count > 0 ? richText`… and ${counted(count, noun)}` : null;
}
