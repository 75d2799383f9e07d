// Opens the form about the columns of a file, turns its pages, and has the file read again when it is submitted.
import type { ViewOutput } from '@slack/bolt';
import {
  type ChosenTarget,
  choiceOfMeaning,
  chosenTargets,
  meaningOfChoice,
  shortHeader,
  tellWho,
} from '../../model/chosen-columns.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { type ColumnsQuestion, chooseColumns, findColumns } from '../../usecases/import/choose-columns.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { formNotOpened } from '../views/end-users/form-not-opened.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { columnsChosen } from '../views/import/columns-chosen.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { chooseColumnsAction } from '../views/import/plan-columns.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { blockOf, type ColumnsDraft, columnsModal, countPages, pageSize, readDraft } from './columns-form.ts';
import { inputAction } from './form-fields.ts';
import type { FormOutcome, SubmittedForm } from './on-form.ts';
import type { Turned } from './on-form-click.ts';
import { openForm } from './open-form.ts';

type OpenRequest = {
  readonly workspaceId: string;
  readonly triggerId: string;
  readonly importId: number;
  readonly planNumber: number;
};

/** @returns null when the form was opened */
export async function openColumnsForm(
  context: SlackContext,
  { workspaceId, triggerId, importId, planNumber }: OpenRequest,
): Promise<View | null> {
  const found = await findColumns(context, { workspaceId, importId });
  if (!found) return otherWorkspace();
  if (!found.header || !isWaiting(found, planNumber)) return alreadyDecided(found.record);
  const draft = { importId, planNumber, page: 0, chosen: currentChoices(found.header) };
  const form = columnsModal(draft, found.header);
  if (await openForm(context.clients, workspaceId, triggerId, form)) return null;
  return formNotOpened(chooseColumnsAction, `${importId}.${planNumber}`);
}

export const columnsBack = (context: SlackContext, submitted: SubmittedForm): Promise<Turned> =>
  turnPage(context, submitted, -1);

export const columnsNext = (context: SlackContext, submitted: SubmittedForm): Promise<Turned> =>
  turnPage(context, submitted, 1);

async function turnPage(
  context: SlackContext,
  { workspaceId, view }: SubmittedForm,
  by: 1 | -1,
): Promise<Turned> {
  const draft = readFilled(view);
  if (!draft) throw new Error('the metadata of a form about columns is not ours');
  const { importId, planNumber, page } = draft;
  const found = await findColumns(context, { workspaceId, importId });
  if (!found) return { view: resultNotFound(importId) };
  if (!found.header || !isWaiting(found, planNumber)) return { view: alreadyDecided(found.record) };
  const turned = Math.min(countPages(draft) - 1, Math.max(0, page + by));
  return { modal: columnsModal({ ...draft, page: turned }, found.header) };
}

export async function saveColumnsForm(
  context: SlackContext,
  { workspaceId, memberId: chosenBy, view }: SubmittedForm,
): Promise<FormOutcome> {
  const draft = readFilled(view);
  if (!draft) throw new Error('the metadata of a form about columns is not ours');
  const { importId, planNumber, chosen } = draft;
  const found = await findColumns(context, { workspaceId, importId });
  if (!found) return { view: resultNotFound(importId) };
  const { header, record } = found;
  if (!header || !isWaiting(found, planNumber)) return { view: alreadyDecided(record) };
  if (!tellWho(meaningsOf(draft, header))) {
    const problem = 'Choose a column for the name or the email (or contact_id), here or on another page.';
    return { problems: { [firstBlock(draft)]: problem } };
  }
  const columns = chosen.flatMap((as, at) =>
    as === null || at >= header.header.length ? [] : [{ at, header: shortHeader(header.header[at]!), as }],
  );
  const key = { workspaceId, importId };
  const choice = { chosenBy, chosenAt: new Date().toISOString(), columns };
  const decision = await chooseColumns(context, key, planNumber, choice);
  return { view: decision.done || !decision.import ? columnsChosen() : alreadyDecided(decision.import) };
}

const isWaiting = ({ record }: ColumnsQuestion, planNumber: number): boolean =>
  record.state === 'planned' && record.planNumber === planNumber;

/** How the columns are read now. */
function currentChoices({ header, reads, columns }: MatchedHeader): (ChosenTarget | null)[] {
  return header.map((_, at) => {
    if (reads === undefined) return columns[at] ?? 'none';
    return choiceOfMeaning(reads.find((read) => read.at === at)?.meaning);
  });
}

function meaningsOf({ chosen }: ColumnsDraft, { header, reads = [] }: MatchedHeader) {
  return header.flatMap((_, at) => {
    const as = chosen[at];
    const meaning = as ? meaningOfChoice(as, header, at) : reads.find((read) => read.at === at)?.meaning;
    return meaning ? [meaning] : [];
  });
}

/** The draft with what the shown page says. Slack may leave out menus that the member didn't touch: those stay. */
function readFilled({ private_metadata: metadata, state }: ViewOutput): ColumnsDraft | null {
  const draft = readDraft(metadata);
  if (!draft) return null;
  const chosen = draft.chosen.map((as, at) => {
    const value = state.values[blockOf(at)]?.[inputAction]?.selected_option?.value;
    return as === null ? null : (chosenTargets.find((target) => target === value) ?? as);
  });
  return { ...draft, chosen };
}

/** The id of the first menu on the page, where Slack shows what is wrong. */
function firstBlock({ chosen, page }: ColumnsDraft): string {
  const withMenu = chosen.flatMap((as, at) => (as === null ? [] : [at]));
  return blockOf(withMenu[page * pageSize] ?? withMenu[0] ?? 0);
}
