// Answers `results`: the latest imports, each with links to its thread and its problem file, and with what the reader may do.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, buttons, type Confirm, lines, row } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  link,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';
import { importOutcome } from './import-outcome.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';
import { applyImportAction, decisionButtons } from './plan-decision.ts';
import { redoButton, undoButton } from './undo-buttons.ts';

/** How many imports a page shows: with links and buttons, more would not fit into a message. */
export const shownResults = 5;

export type ListedResult = {
  readonly record: Import;
  /** Links; null where there is none. */
  readonly thread: string | null;
  readonly problemFile: string | null;
  readonly mayDecide: boolean;
  readonly mayUndo: boolean;
};

/** `results` are those of the page, sorted newest first. */
export function resultsList(
  results: readonly ListedResult[],
  { page, hasNext }: { readonly page: number; readonly hasNext: boolean },
): View {
  if (results.length === 0) {
    return view(
      lines(
        richText`Nothing has been imported yet.`,
        richText`To begin, share a CSV file in a channel that I'm in. A file to start from: ${code(`${slashCommand} template`)}`,
      ),
    );
  }
  return view(
    lines(richText`${bold(titleOfPage('Latest imports', page))}`),
    ...results.map((result) => row(resultLine(result), rowButtons(result))),
    buttons(...pageButtons({ list: 'results', page, search: '' }, hasNext)),
  );
}

function rowButtons({ record, mayDecide, mayUndo }: ListedResult): Button[] {
  const { id, state, plan } = record;
  const isDecidable = state === 'planned' && plan !== null && mayDecide;
  const details = commandButtons({
    command: `results ${id}`,
    label: 'Details',
    ...(isDecidable && { style: 'primary' as const }),
  });
  if (isDecidable) return [...details, ...decision(record, plan)];
  const isUndoable = state === 'applied' && plan !== null && changedRows(plan) > 0;
  const undo = isUndoable && mayUndo ? [undoButton(record)] : [];
  const redo = state === 'undone' && mayUndo ? [redoButton(record)] : [];
  return [...undo, ...redo, ...details];
}

/** The list shows only counts of the plan: “Details” stands out instead, and Slack asks first. */
function decision(record: Import, plan: Plan): Button[] {
  const { openPlans: _, ...alone } = record;
  return decisionButtons(alone, plan).map(({ style: _, ...button }) =>
    button.actionId === applyImportAction ? { ...button, confirm: applyQuestion(record, plan) } : button,
  );
}

const applyQuestion = ({ id, fileName }: Import, plan: Plan): Confirm => ({
  title: `Apply import ${id}?`,
  text: `${shorten(fileName, 80)}: ${plannedCounts(plan)}. The plan itself is in its thread, and in “Details”.`,
  confirm: 'Apply',
  deny: 'Not yet',
});

function resultLine({ record, thread, problemFile }: ListedResult): RichTextLine {
  return dotted([
    code(String(record.id)),
    importOutcome(record),
    link(thread, shorten(record.fileName, 60)),
    member(record.requestedBy),
    date(record.createdAt),
    ...(thread === null
      ? []
      : [link(thread, record.state === 'planned' && record.way !== null ? 'open the plan' : 'thread')]),
    ...(problemFile === null ? [] : [link(problemFile, 'problem file')]),
  ]);
}
