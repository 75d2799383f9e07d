// What later changes hold back of an undo or a redo, and what was not restored because someone else looks like that by now.

import { counted } from '../../../model/counted.ts';
import type { KeptItem, Undo } from '../../../model/undo.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { countedSubjects, isOfOrganizations } from './subject-noun.ts';

const shown = { kept: 5, characters: 60 };

export function undoKept(undo: Undo): Part[] {
  return [...heldBack(undo), ...notRestored(undo), ...emailsNotRestored(undo), ...movesNotRestored(undo)];
}

/** 1 end user and 2 cells were kept because they were changed since: */
function heldBack(undo: Undo): Part[] {
  const { keptCells, keptEndUsers, kept } = undo;
  const total = keptCells + keptEndUsers;
  if (total === 0) return [];
  const both = [
    ...(keptEndUsers > 0 ? [countedSubjects(keptEndUsers, undo)] : []),
    ...(keptCells > 0 ? [counted(keptCells, 'cell')] : []),
  ].join(' and ');
  const stay = total === 1 ? 'was kept because it was' : 'were kept because they were';
  return [
    lines(
      richText`${bold(both)} ${stay} ${isOfOrganizations(undo) ? 'changed or used since' : 'changed since'}${kept.length > 0 ? ':' : '.'}`,
    ),
    ...truncatedList(kept.slice(0, shown.kept).map(keptLine), total),
  ];
}

/** 3 end users were not restored: they look like end users you have by now: */
function notRestored({ notRestored: left }: Undo): Part[] {
  if (!left || left.count === 0) return [];
  const were = counted(left.count, 'end user was', 'end users were');
  const look =
    left.count === 1
      ? 'it looks like an end user you have by now'
      : 'they look like end users you have by now';
  return [
    lines(richText`${bold(`${were} not restored`)}: ${look}${left.first.length > 0 ? ':' : '.'}`),
    ...truncatedList(
      left.first
        .slice(0, shown.kept)
        .map(
          ({ endUser, like }) =>
            richText`${shorten(endUser || 'no name', shown.characters)} = ${endUserLabel(like)}`,
        ),
      left.count,
    ),
  ];
}

/** 2 emails were not restored: other end users have them by now: */
function emailsNotRestored({ emailsNotRestored: left }: Undo): Part[] {
  if (!left || left.count === 0) return [];
  const were = counted(left.count, 'email was', 'emails were');
  const has = left.count === 1 ? 'another end user has it by now' : 'other end users have them by now';
  return [
    lines(richText`${bold(`${were} not restored`)}: ${has}${left.first.length > 0 ? ':' : '.'}`),
    ...truncatedList(
      left.first
        .slice(0, shown.kept)
        .map(
          (item) =>
            richText`${endUserLabel(item)}: ${shorten(item.email || 'empty', shown.characters)} = ${endUserLabel(item.like)}`,
        ),
      left.count,
    ),
  ];
}

/** 2 end users were not moved back: someone there looks like them by now: */
function movesNotRestored({ movesNotRestored: left }: Undo): Part[] {
  if (!left || left.count === 0) return [];
  const were = counted(left.count, 'end user was', 'end users were');
  return [
    lines(
      richText`${bold(`${were} not moved back`)}: someone there looks like them by now${left.first.length > 0 ? ':' : '.'}`,
    ),
    ...truncatedList(
      left.first
        .slice(0, shown.kept)
        .map(
          (item) =>
            richText`${endUserLabel(item)}: to ${shorten(item.organization, shown.characters)} = ${endUserLabel(item.like)}`,
        ),
      left.count,
    ),
  ];
}

/** `Ana Núñez · 1045 · title: CTO, changed by @bo in import 13`, or for a whole end user without the field and the value */
function keptLine(item: KeptItem): RichTextLine {
  const by = item.changedBy === null ? '' : richText`, changed by ${member(item.changedBy)}${through(item)}`;
  if (item.field === null) return richText`${endUserLabel(item)}${by}`;
  return richText`${endUserLabel(item)} · ${code(nameOfCell({ field: item.field, ...(item.key !== undefined && { key: item.key }) }))}: ${shorten(item.now || 'empty', shown.characters)}${by}`;
}

/** Undos of earlier versions don't say through what. */
function through({ importId }: KeptItem): string {
  if (importId === undefined) return '';
  return importId === null ? ' by hand' : ` in import ${importId}`;
}
