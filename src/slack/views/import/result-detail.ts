// Answers `results <import-id>`: one import with its plan and result.
import type { ImportedCell, Page } from '../../../model/cell-change.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { type Button, buttons, caption, details, lines, type Part } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  link,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { allCellsButton } from './all-cells-button.ts';
import { appliedSentences } from './import-applied.ts';
import { canceledSentence } from './import-canceled.ts';
import { failedSentence } from './import-failed.ts';
import { importOutcome } from './import-outcome.ts';
import { refusedSentences } from './import-refused.ts';
import { importTitle } from './import-title.ts';
import { undoneSentence } from './import-undone.ts';
import { importedCells } from './imported-cells.ts';
import { showImportedButton } from './imported-end-users.ts';
import { planBase } from './plan-base.ts';
import { planChanges } from './plan-changes.ts';
import { planDecisions } from './plan-choices.ts';
import { columnsDecision } from './plan-columns.ts';
import { changedRows, plannedCounts } from './plan-counts.ts';
import { planDamagedCells } from './plan-damaged-cells.ts';
import { decisionButtons } from './plan-decision.ts';
import { leftOutSentence } from './plan-left-out.ts';
import { lettersDecision } from './plan-letters.ts';
import { planOrganizations } from './plan-organizations.ts';
import { planProblems } from './plan-problems.ts';
import { planWarnings } from './plan-warnings.ts';
import { secondPersonLines } from './second-person-needed.ts';
import { redoButton, undoButton } from './undo-buttons.ts';
import { undoKept } from './undo-kept.ts';

/**
 * @param cells the first page of the cells that the import changed
 * @param thread a link to the import's message
 */
export function resultDetail(
  record: Import,
  cells: Page<ImportedCell> | null = null,
  thread: string | null = null,
): View {
  return view(
    lines(dotted([bold(`Import ${record.id}`), date(record.createdAt)]), importTitle(record)),
    lines(...outcome(record), thread === null ? null : richText`${link(thread, 'Open its thread')}`),
    ...(record.undo && (record.state === 'applied' || record.state === 'undone')
      ? undoKept(record.undo)
      : []),
    ...(record.plan ? planned(record, record.plan) : []),
    ...(cells ? importedCells(record, cells) : []),
    ...(record.plan && record.state === 'planned' ? undecided(record, record.plan) : []),
    record.state === 'planned' ? null : secondPersonLines(record),
    buttons(...reverting(record)),
  );
}

function reverting(record: Import): Button[] {
  const { state, plan } = record;
  if (state === 'undone') return [redoButton(record)];
  return state === 'applied' && plan && changedRows(plan) > 0
    ? [...showImportedButton(record, plan), ...allCellsButton(record, plan), undoButton(record)]
    : [];
}

/** Where its own message can't be reached or shows no buttons, a plan can be decided here. */
const undecided = (record: Import, plan: Plan): (Part | null)[] => [
  ...planChanges(plan),
  secondPersonLines(record),
  buttons(...decisionButtons(record, plan)),
];

function planned(record: Import, plan: Plan): Part[] {
  return [
    lines(richText`Plan: ${plannedCounts(plan) || 'no rows were read'}`),
    caption(planOrganizations(plan), planBase(record, plan)),
    details(
      columnsDecision(plan),
      ...planWarnings(plan),
      ...lettersDecision(plan),
      ...planDecisions(plan),
      leftOutSentence(plan),
    ),
    ...planDamagedCells(plan),
    ...planProblems(plan, null),
  ];
}

function outcome(record: Import): RichTextLine[] {
  if (record.state === 'applied' && record.plan) return appliedSentences(record, record.plan);
  if (record.state === 'undone' && record.undo) return [undoneSentence(record.undo)];
  if (record.state === 'cancelled') return [canceledSentence(record)];
  if (record.state === 'refused') return refusedSentences(record);
  if (record.state === 'failed')
    return [failedSentence(), richText`Reference: ${code(record.reason ?? '–')}`];
  return [richText`${importOutcome(record)}`];
}
