// The form about what a member leaves out of a plan: kinds of changes, fields, organizations, and end users, which are
// searched for.
import type { types } from '@slack/bolt';
import { z } from 'zod';
import { counted } from '../../model/counted.ts';
import { type LeftOut, type LeftOutKind, leftOutKinds, parseLeftOut } from '../../model/left-out.ts';
import type { LeaveOutQuestion } from '../../usecases/import/leave-out-of-plan.ts';
import { orDash, shorten } from '../block-kit/escape.ts';
import { inputAction } from './form-fields.ts';
import { type Modal, plain } from './modal.ts';

export const leaveOutForm = 'leave-out-form';
export const leaveOutSearchAction = 'leave-out-search';

export const leaveOutBlocks = {
  kinds: 'leave-out-kinds',
  fields: 'leave-out-fields',
  organizations: 'leave-out-organizations',
  search: 'leave-out-search-text',
  /** A number follows: Slack keeps what was chosen in a block, so new options need a new block. */
  endUsers: 'leave-out-end-users-',
} as const;

const kindLabels: Readonly<Record<LeftOutKind, string>> = {
  'new end users': 'New end users',
  updates: 'Updates of end users',
  'emptied cells': 'Emptied cells',
};

/** What the form is about, what is chosen so far, and how often the member searched. */
export type LeaveOutDraft = {
  readonly importId: number;
  readonly planNumber: number;
  readonly round: number;
  readonly leftOut: LeftOut;
};

type Options = NonNullable<LeaveOutQuestion['options']>;

export function leaveOutModal(draft: LeaveOutDraft, options: Options): Modal {
  const { leftOut, round } = draft;
  const kinds = leftOutKinds.map((kind) => option(kind, kindLabels[kind]));
  const organizations = options.organizations.map(({ id, name }) => option(String(id), name));
  const endUsers = options.endUsers.map(({ endUserId, line, isByLine, name }) =>
    option(
      isByLine ? `l${line}` : `e${endUserId}`,
      endUserId === null
        ? `${orDash(shorten(name ?? '', 45))} · new, line ${line}`
        : `${orDash(shorten(name ?? '', 50))} · ${endUserId}`,
    ),
  );
  const chosenEndUsers = [
    ...leftOut.endUsers.map((id) => `e${id}`),
    ...leftOut.lines.map((line) => `l${line}`),
  ];
  return {
    type: 'modal',
    callback_id: leaveOutForm,
    private_metadata: writeDraft(draft),
    title: plain('Leave out'),
    submit: plain('Leave out'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'section',
        text: plain('What you choose here is not applied. You see the new plan before anything is changed.'),
      },
      input(leaveOutBlocks.kinds, 'Kinds of changes', {
        type: 'checkboxes',
        action_id: inputAction,
        options: kinds,
        ...initial(kinds, leftOut.kinds),
      }),
      ...menu(
        leaveOutBlocks.fields,
        'Fields',
        options.fields.map((field) => option(field, field)),
        leftOut.fields,
      ),
      ...menu(
        leaveOutBlocks.organizations,
        'Organizations',
        organizations,
        leftOut.organizations.map(String),
      ),
      ...menu(`${leaveOutBlocks.endUsers}${round}`, 'End users', endUsers, chosenEndUsers),
      input(
        leaveOutBlocks.search,
        'Find more end users',
        { type: 'plain_text_input', action_id: inputAction, max_length: 100 },
        'A name, an email address, a contact_id, or the line of a new end user',
      ),
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: leaveOutSearchAction, text: plain('Search'), value: String(round) },
        ],
      },
      ...(round > 0 && options.endUsers.length === 0 ? [noMatch] : []),
    ],
  };
}

const noMatch: types.KnownBlock = {
  type: 'section',
  text: plain('No end user of this plan matches. Search for another name or contact_id.'),
};

const option = (value: string, label: string): types.PlainTextOption => ({
  text: { ...plain(shorten(label, 75)), emoji: false },
  value,
});

const initial = (options: readonly types.PlainTextOption[], chosen: readonly string[]) => {
  const found = options.filter(({ value }) => chosen.some((one) => one === value));
  return found.length > 0 ? { initial_options: found } : {};
};

/** Empty without options, which Slack doesn't allow. */
function menu(
  block: string,
  label: string,
  options: types.PlainTextOption[],
  chosen: readonly string[],
): types.KnownBlock[] {
  if (options.length === 0) return [];
  const hint = options.length === 100 ? `The first ${counted(100, 'choice')} are shown` : undefined;
  const element = {
    type: 'multi_static_select',
    action_id: inputAction,
    options,
    ...initial(options, chosen),
  } as const;
  return [input(block, label, element, hint)];
}

function input(
  block: string,
  label: string,
  element: types.InputBlock['element'],
  hint?: string,
): types.InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label),
    element,
    ...(hint !== undefined && { hint: plain(hint) }),
  };
}

const draftSchema = z.object({
  i: z.int().positive(),
  p: z.int().nonnegative(),
  r: z.int().nonnegative(),
  k: z.array(z.string()),
  f: z.array(z.string()),
  o: z.array(z.number()),
  e: z.array(z.number()),
  l: z.array(z.number()),
});

/** Ids and our own names only. Slack allows 3,000 characters. */
function writeDraft({ importId, planNumber, round, leftOut }: LeaveOutDraft): string {
  const { kinds, fields, organizations, endUsers, lines } = leftOut;
  return JSON.stringify({
    i: importId,
    p: planNumber,
    r: round,
    k: kinds,
    f: fields,
    o: organizations,
    e: endUsers,
    l: lines,
  });
}

/** @returns null for any text that the form doesn't write: the metadata passed through the member's client */
export function readLeaveOutDraft(metadata: string, by: string): LeaveOutDraft | null {
  let stored: unknown;
  try {
    stored = JSON.parse(metadata);
  } catch {
    return null;
  }
  const parsed = draftSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { i, p, r, k, f, o, e, l } = parsed.data;
  const leftOut = parseLeftOut({ by, kinds: k, fields: f, organizations: o, endUsers: e, lines: l });
  return { importId: i, planNumber: p, round: r, leftOut: leftOut ?? nothingLeftOut(by) };
}

export const nothingLeftOut = (by: string): LeftOut => ({
  by,
  kinds: [],
  fields: [],
  organizations: [],
  endUsers: [],
  lines: [],
});
