// The form about what the columns of a file are read as: one menu for each column, on pages.
import type { types } from '@slack/bolt';
import { type ChosenTarget, chosenTargets } from '../../model/chosen-columns.ts';
import { figure } from '../../model/counted.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { orDash, shorten } from '../block-kit/escape.ts';
import { fieldGroups } from '../views/end-users/end-user-fields.ts';
import { inputAction } from './form-fields.ts';
import { type Modal, plain } from './modal.ts';

export const columnsForm = 'columns-form';
export const columnsBackAction = 'columns-back';
export const columnsNextAction = 'columns-next';

/**
 * How many columns a page has. Slack allows 100 blocks and 250,000 characters in a form; a column takes one block and up
 * to 3,500 characters.
 */
export const pageSize = 40;

export const blockOf = (at: number): string => `column-${at}`;

/** What the form is about, and what is chosen so far: `null` for a column that has no menu. */
export type ColumnsDraft = {
  readonly importId: number;
  readonly planNumber: number;
  /** The first page is 0. */
  readonly page: number;
  readonly chosen: readonly (ChosenTarget | null)[];
};

export function columnsModal(draft: ColumnsDraft, { header, samples }: MatchedHeader): Modal {
  const columns = draft.chosen.flatMap((as, at) => (as === null ? [] : [{ as, at }]));
  const pages = countPages(draft);
  const page = Math.min(draft.page, pages - 1);
  const shown = columns.slice(page * pageSize, (page + 1) * pageSize);
  return {
    type: 'modal',
    callback_id: columnsForm,
    private_metadata: writeDraft({ ...draft, page }),
    title: plain('Columns'),
    submit: plain('Read again'),
    close: plain('Cancel'),
    blocks: [
      text(
        'What is in each column? The file is read again as you choose; nothing is changed before you apply.',
      ),
      ...(pages === 1 ? [] : [turns(page, pages)]),
      ...shown.map(({ as, at }) => columnBlock(at, as, header[at] ?? '', samples?.[at] ?? [])),
    ],
  };
}

export const countPages = ({ chosen }: Pick<ColumnsDraft, 'chosen'>): number =>
  Math.max(1, Math.ceil(chosen.filter((as) => as !== null).length / pageSize));

function turns(page: number, pages: number): types.KnownBlock {
  const button = (action_id: string, label: string): types.Button => ({
    type: 'button',
    action_id,
    text: plain(label),
    value: String(page),
  });
  return {
    type: 'actions',
    elements: [
      ...(page > 0 ? [button(columnsBackAction, `Back (page ${figure(page)})`)] : []),
      ...(page < pages - 1
        ? [button(columnsNextAction, `Next (page ${figure(page + 2)} of ${figure(pages)})`)]
        : []),
    ],
  };
}

function columnBlock(
  at: number,
  as: ChosenTarget,
  header: string,
  samples: readonly string[],
): types.KnownBlock {
  const name = header.trim() === '' ? `(column ${at + 1})` : orDash(shorten(header.trim(), 150));
  const values = samples.map((sample) => orDash(shorten(sample, 60))).join(' · ');
  return {
    type: 'input',
    block_id: blockOf(at),
    label: literal(name),
    hint: literal(values === '' ? 'The first rows have no value here.' : values),
    element: {
      type: 'static_select',
      action_id: inputAction,
      option_groups: optionGroups,
      initial_option: optionOf(as),
    },
  };
}

const literal = (value: string): types.PlainTextElement => ({ ...plain(value), emoji: false });

const text = (value: string): types.KnownBlock => ({ type: 'section', text: literal(value) });

const labels: Readonly<Record<string, string>> = {
  none: "Don't read",
  custom: 'Keep as custom field',
  first: 'First name',
  middle: 'Middle name',
  last: 'Last name',
  organization: 'Organization name',
  customer_id: 'customer_id (organization)',
  contact_id: 'contact_id (end user)',
  ...Object.fromEntries(
    fieldGroups.flatMap(({ fields }) => fields.map(({ field, label }) => [field, label])),
  ),
};

const optionOf = (as: ChosenTarget): types.PlainTextOption => ({
  text: plain(labels[as] ?? as),
  value: as,
});

const groupOf = (title: string, targets: readonly ChosenTarget[]) => ({
  label: plain(title),
  options: targets.map(optionOf),
});

const optionGroups = [
  groupOf('Not one of our columns', ['none', 'custom']),
  ...fieldGroups.map(({ title, fields }) =>
    groupOf(
      title,
      fields.flatMap(({ field }): ChosenTarget[] =>
        field === 'name' ? ['name', 'first', 'middle', 'last'] : [field],
      ),
    ),
  ),
  groupOf('Organization and ids', ['organization', 'customer_id', 'contact_id']),
];

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const noMenu = '.';

/** `184.3.0:ab.c`: ids, the page, and a letter for each column, since Slack allows 3,000 characters. */
function writeDraft({ importId, planNumber, page, chosen }: ColumnsDraft): string {
  const written = chosen.map((as) => (as === null ? noMenu : letters[chosenTargets.indexOf(as)]!));
  return `${importId}.${planNumber}.${page}:${written.join('')}`;
}

/** @returns null for any text that the form doesn't write: the metadata passed through the member's client */
export function readDraft(metadata: string): ColumnsDraft | null {
  const [, importId, planNumber, page, written] =
    /^(\d{1,15})\.(\d{1,9})\.(\d{1,3}):([a-zA-Z.]{1,1000})$/.exec(metadata) ?? [];
  if (written === undefined) return null;
  const chosen = Array.from(written, (letter) =>
    letter === noMenu ? null : (chosenTargets[letters.indexOf(letter)] ?? 'none'),
  );
  return { importId: Number(importId), planNumber: Number(planNumber), page: Number(page), chosen };
}
