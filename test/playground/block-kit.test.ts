import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../playground/fake-slack/fake-slack.ts';
import { actions, button, cells, menu, plain, section } from './block-samples.ts';

describe('a valid message has no errors', () => {
  test.each([
    ['text alone', { text: 'Hello' }],
    ['a text of the longest update', { text: 'x'.repeat(4000) }],
    ['fifty blocks', { text: 'x', blocks: Array.from({ length: 50 }, () => ({ type: 'divider' })) }],
    ['the longest section', { text: 'x', blocks: [section('x'.repeat(3000))] }],
    ['the largest table', { text: 'x', blocks: [cells(100, 20)] }],
    [
      'a button with the longest value',
      { text: 'x', blocks: [actions(button({ value: 'v'.repeat(2000) }))] },
    ],
    ['a menu of a hundred', { text: 'x', blocks: [{ ...section('Choose'), accessory: menu(100) }] }],
    [
      'the other blocks',
      {
        text: 'x',
        blocks: [
          { type: 'header', text: plain('Plan') },
          { type: 'context', elements: [{ type: 'mrkdwn', text: 'shared by <@U1>' }] },
          { type: 'alert', text: plain('Careful'), level: 'warning' },
          { type: 'markdown', text: '# Title' },
          { type: 'section', fields: [plain('one'), plain('two')] },
          {
            type: 'rich_text',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'Hi', style: { bold: true } }] },
            ],
          },
        ],
      },
    ],
  ])('%s', (_, message) => {
    expect(checkMessage(message)).toEqual([]);
  });
});

describe('an invalid message has Slack’s error', () => {
  test.each([
    [
      'fifty-one blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a section too long',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section with nothing in it',
      [{ type: 'section' }],
      'must define either `fields` or `text` [json-pointer:/blocks/0]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'a header too long',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header in mrkdwn',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'an empty cell',
      [cells(1, 1, '')],
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'an empty rich cell',
      [
        {
          type: 'table',
          rows: [
            [
              {
                type: 'rich_text',
                elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
              },
            ],
          ],
        },
      ],
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/elements/0/elements/0/text]',
    ],
    ['a row too many', [cells(101, 1)], 'no more than 100 items allowed [json-pointer:/blocks/0/rows]'],
    ['a column too many', [cells(1, 21)], 'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]'],
    ['two tables', [cells(1, 1), cells(1, 1)], 'only_one_table_allowed'],
    [
      'a button value too long',
      [actions(button({ value: 'v'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a button label too long',
      [actions(button({ text: plain('x'.repeat(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button in mrkdwn',
      [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))],
      '/blocks/0/elements/0/text/type',
    ],
    [
      'an action id too long',
      [actions(button({ action_id: 'a'.repeat(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    ['the same action id twice', [actions(button(), button())], '`action_id` already exists: go'],
    [
      'a block id too long',
      [{ type: 'divider', block_id: 'b'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'the same block id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '`block_id` already exists: b',
    ],
    [
      'twenty-six buttons',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'eleven in a context',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a menu of a hundred and one',
      [actions(menu(101))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a menu of none',
      [actions(menu(0))],
      'must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'an option too long',
      [actions(menu(1, { options: [{ text: plain('x'.repeat(76)), value: '1' }] }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    ['an unknown block', [{ type: 'headline' }], 'unsupported type: headline [json-pointer:/blocks/0/type]'],
    ['a missing field', [{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
    [
      'a field that Slack does not know',
      [{ ...section('x'), color: 'red' }],
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
  ])('%s', (_, blocks, expected) => {
    expect(checkMessage({ text: 'x', blocks }).join('\n')).toContain(expected);
  });

  test('no text and no blocks', () => {
    expect(checkMessage({ text: '', blocks: [] })).toEqual(['[ERROR] no_text']);
  });

  test('a text that is too long for an update', () => {
    expect(checkMessage({ text: 'x'.repeat(4001) })).toEqual(['[ERROR] msg_too_long [json-pointer:/text]']);
  });

  test('blocks that are too long in total', () => {
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    expect(checkMessage({ text: 'x', blocks })).toEqual([
      '[ERROR] msg_blocks_too_long [json-pointer:/blocks]',
    ]);
  });
});
