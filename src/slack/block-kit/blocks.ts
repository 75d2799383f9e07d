// Turns the parts of a message into Block Kit. Uses rich text everywhere, which has no markup, so that no cell or name
// can format or link anything.
import type { types } from '@slack/bolt';
import { utc } from './format-numbers.ts';
import type { Button, Confirm, Menu, Option, Part, SearchMenu } from './part.ts';
import type { Inline, RichTextLine } from './rich-text-line.ts';

/** A part is one block, except for a row with buttons. */
export function blocksOf(part: Part): types.KnownBlock[] {
  if (part.kind !== 'row') return [blockOf(part)];
  const line: types.KnownBlock = { type: 'rich_text', elements: [section(part.line)] };
  return part.buttons.length === 0 ? [line] : [line, actions(part.buttons)];
}

function blockOf(part: Exclude<Part, { kind: 'row' }>): types.KnownBlock {
  switch (part.kind) {
    case 'lines': {
      const newline: RichTextLine = [{ kind: 'text', text: '\n' }];
      const joined = part.lines.flatMap((line, index) => (index === 0 ? line : [...newline, ...line]));
      return { type: 'rich_text', elements: [section(joined)] };
    }
    case 'list':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', style: part.style, elements: part.lines.map(section) }],
      };
    case 'table':
      return {
        type: 'table',
        column_settings: part.header.map(() => ({ is_wrapped: true })),
        rows: [part.header, ...part.rows].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
      };
    case 'menu':
      return { type: 'section', text: plain(part.sentence), accessory: selectOf(part.menu) };
    case 'search menu':
      return {
        type: 'section',
        block_id: part.menu.blockId,
        text: plain(part.sentence),
        accessory: externalSelectOf(part.menu),
      };
    case 'buttons':
      return actions(part.buttons);
  }
}

const actions = (all: readonly Button[]): types.ActionsBlock => ({
  type: 'actions',
  elements: all.map(buttonOf),
});

function buttonOf({ actionId, label, value, style, confirm }: Button): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label),
    value,
    ...(style && { style }),
    ...(confirm && { confirm: dialogOf(confirm) }),
  };
}

function selectOf({ actionId, options, chosen, placeholder }: Menu): types.StaticSelect {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    action_id: actionId,
    ...(placeholder !== undefined && { placeholder: plain(placeholder) }),
    options: options.map(optionOf),
    ...(initial && { initial_option: optionOf(initial) }),
  };
}

function externalSelectOf({ actionId, chosen, placeholder }: SearchMenu): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: actionId,
    placeholder: plain(placeholder),
    // Opening the menu lists the first ones.
    min_query_length: 0,
    ...(chosen && { initial_option: optionOf(chosen) }),
  };
}

export function optionOf({ label, value }: Option): types.PlainTextOption {
  return { text: plain(label), value };
}

function dialogOf({ title, text, confirm, deny }: Confirm): types.ConfirmationDialog {
  return { title: plain(title), text: plain(text), confirm: plain(confirm), deny: plain(deny) };
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text };
}

function section(line: RichTextLine): types.RichTextSection {
  return { type: 'rich_text_section', elements: mergeNeighbors(line).map(element) };
}

/** Merges neighbors of the same style. Most of what counts against Slack's limit is the JSON around each piece. */
function mergeNeighbors(line: RichTextLine): RichTextLine {
  const merged: Inline[] = [];
  for (const piece of line) {
    const last = merged.at(-1);
    const isSame = piece.kind === 'text' && last?.kind === 'text' && piece.style === last.style;
    if (isSame) merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}

function element(piece: Inline): types.RichTextElement {
  switch (piece.kind) {
    case 'text':
      return { type: 'text', text: piece.text, ...(piece.style && { style: { [piece.style]: true } }) };
    case 'member':
      return { type: 'user', user_id: piece.id };
    case 'link':
      return { type: 'link', url: piece.url, text: piece.text };
    case 'date':
      return {
        type: 'date',
        timestamp: Math.floor(piece.date.getTime() / 1000),
        format: '{date_short_pretty}, {time}',
        fallback: utc(piece.date),
      };
  }
}
