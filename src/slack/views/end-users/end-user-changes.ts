// The changes of an end user: the field, the old and the new value, the member, the time, and the line of the import.
import type { CellHistoryEntry, ChangedCell } from '../../../model/cell-change.ts';
import { figure } from '../../../model/counted.ts';
import { displayName } from '../../../model/end-user.ts';
import type { ShownEndUser, WantedChanges } from '../../../usecases/end-users/find-end-users.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, bullets, buttons, lines, type Part } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { cellValue, changedValues, moveInWords } from './changed-values.ts';
import { labelOfField, labelOfKeys } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';

export const newerChangesAction = 'newer-changes';
export const olderChangesAction = 'older-changes';

/** Another page than the first one, or the changes of one field. */
export function endUserChanges(shown: ShownEndUser): View {
  const { id, values } = shown.endUser;
  if (shown.unknownField !== undefined) return unknownField(shown, shown.unknownField);
  return view(
    lines(richText`${bold(endUserLabel({ endUser: displayName(values), endUserId: id }))}`),
    ...latestChanges(shown),
  );
}

function unknownField({ endUser: { id, values } }: ShownEndUser, typed: string): View {
  const who = endUserLabel({ endUser: displayName(values), endUserId: id });
  return view(
    lines(
      richText`${bold(who)} has no field ${code(shorten(typed, 60))}, and never had one.`,
      richText`All changes: ${code(`${slashCommand} show ${id}`)}`,
    ),
  );
}

export function latestChanges(shown: ShownEndUser): Part[] {
  const { items, page } = shown.changes;
  const isOfField = shown.only !== null;
  if (items.length === 0 && page === 0 && !isOfField) return [];
  if (isOfField && page === 0 && !items.some(({ did }) => did === 'changed')) return unchangedField(shown);
  const title = isOfField ? 'Changes to this field' : 'Latest changes';
  return [
    lines(
      shown.cell && page === 0 ? richText`${currentValue(shown.cell)}` : null,
      richText`${bold(page === 0 ? title : `${title}, page ${figure(page + 1)}`)}`,
    ),
    bullets(items.map(change)),
    buttons(...pageButtons(shown)),
  ];
}

/** Phone: 0151 23456. Unchanged since import 1, line 3. */
function unchangedField({ cell, changes: { items } }: ShownEndUser): Part[] {
  const created = items.find(({ did }) => did === 'created');
  const since = created
    ? `Unchanged since ${created.through === 'hand' ? 'it was added by hand' : way(created)}.`
    : 'No one has changed this field.';
  return [
    lines(richText`${cell ? `${currentValue(cell)}. ` : ''}${since}`),
    bullets(items.filter((item) => item !== created).map(change)),
  ];
}

const currentValue = ({ field, key, value }: NonNullable<ShownEndUser['cell']>): string =>
  `${key === undefined ? labelOfField(field) : labelOfKeys([key])}: ${cellValue(field, value)}`;

function pageButtons({ endUser, changes, only }: ShownEndUser): Button[] {
  const button = (actionId: string, label: string, page: number): Button => ({
    actionId,
    label,
    value: `${endUser.id}.${page}${only === null ? '' : `.${only}`}`,
  });
  return [
    ...(changes.page > 0 ? [button(newerChangesAction, 'Newer', changes.page - 1)] : []),
    ...(changes.hasOlder ? [button(olderChangesAction, 'Older', changes.page + 1)] : []),
  ];
}

/** `1045.2`, or `1045.2.0a1b…` for the changes of one cell. Null for anything else: it passed through the member's client. */
export function readChangesPage(value: string): (WantedChanges & { readonly endUserId: number }) | null {
  const [, id, page, only = null] = /^(\d{1,15})\.(\d{1,6})(?:\.([0-9a-f]{12}))?$/.exec(value) ?? [];
  return id === undefined ? null : { endUserId: Number(id), page: Number(page), only };
}

/** Title: Engineer → CTO · import 184, line 7 · @bo · Nov 22, 2026, 12:42 */
function change({ did, cell, by, at, ...source }: CellHistoryEntry): RichTextLine {
  const what = cell
    ? (moveInWords('Moved', cell) ?? richText`${labelOf(cell)}: ${changedValues(cell)}`)
    : verbs[did];
  return dotted([what, way(source), member(by), date(at)]);
}

const labelOf = ({ field, key }: ChangedCell): string =>
  key === undefined ? labelOfField(field) : labelOfKeys([key]);

const verbs = { created: 'Created', changed: 'Changed', removed: 'Removed', 'brought back': 'Restored' };

function way({ through, importId, line }: Pick<CellHistoryEntry, 'through' | 'importId' | 'line'>): string {
  const source = importId === null ? 'an import' : `import ${importId}`;
  switch (through) {
    case 'hand':
      return 'by hand';
    case 'import':
      return line === null ? source : `${source}, line ${figure(line)}`;
    case 'undo':
      return `undo of ${source}`;
    case 'redo':
      return `redo of ${source}`;
  }
}
