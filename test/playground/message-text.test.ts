import { expect, test } from 'vitest';
import { type Block, messageText } from '../../playground/fake-slack/fake-slack.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const raw = (text: string) => ({ type: 'raw_text', text });
const names: Record<string, string> = { U1: 'dana', C1: 'end-users', F1: 'july-people_problems.csv' };
const read = (blocks: Block[], text = '', files: string[] = []) =>
  messageText({ text, blocks, files }, (id) => names[id] ?? id);

test('a plan is rendered as a person would read it', () => {
  const blocks: Block[] = [
    { type: 'header', text: plain('july-people.csv') },
    { type: 'context', elements: [mrkdwn('3,120 rows'), mrkdwn('shared by <@U1>')] },
    { type: 'section', text: mrkdwn('*42 new* · 310 updated · Beta &amp; Söhne') },
    {
      type: 'section',
      text: mrkdwn(':warning: 5 new rows look like end users you already have'),
      accessory: {
        type: 'static_select',
        action_id: 'look_alikes',
        initial_option: { text: plain('Create anyway'), value: 'create' },
        options: [{ text: plain('Create anyway'), value: 'create' }],
      },
    },
    {
      type: 'table',
      rows: [
        [raw('end user'), raw('field'), raw('will be')],
        [
          raw('Ana Núñez · 1045'),
          raw('title'),
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'CTO' }] }],
          },
        ],
        [raw('Bo'), raw('zip'), raw('02134')],
      ],
    },
    { type: 'divider' },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'apply', text: plain('Apply to 352 end users') },
        { type: 'button', action_id: 'cancel', text: plain('Cancel') },
      ],
    },
  ];
  expect(read(blocks, 'not shown', ['F1'])).toBe(
    [
      'july-people.csv',
      '3,120 rows  shared by @dana',
      '42 new · 310 updated · Beta & Söhne',
      ':warning: 5 new rows look like end users you already have   [Create anyway ▾]',
      '┌──────────────────┬───────┬─────────┐',
      '│ end user         │ field │ will be │',
      '├──────────────────┼───────┼─────────┤',
      '│ Ana Núñez · 1045 │ title │ CTO     │',
      '│ Bo               │ zip   │ 02134   │',
      '└──────────────────┴───────┴─────────┘',
      '────────',
      '[ Apply to 352 end users ]  [ Cancel ]',
      '📎 july-people_problems.csv',
    ].join('\n'),
  );
});

test.each([
  ['a mention', '<@U1> asked in <#C1|end-users>', '@dana asked in #end-users'],
  [
    'a link',
    'see <https://example.com/x|the report> or <https://example.com>',
    'see the report or https://example.com',
  ],
  ['a call to all', '<!channel> hello', '@channel hello'],
  ['what is escaped', '&lt;!channel&gt; &amp; co', '<!channel> & co'],
  ['bold, italic and code', '*bold* and _italic_, `code`', 'bold and italic, code'],
  ['names with underscores', 'people_problems_2.csv', 'people_problems_2.csv'],
])('%s is converted in a text without blocks', (_, text, expected) => {
  expect(read([], text)).toBe(expected);
});

test('plain text keeps its asterisks', () => {
  expect(read([{ type: 'section', text: plain('2 * 3 *4*') }])).toBe('2 * 3 *4*');
});

test('a date is rendered as its fallback, and ordered lists are numbered', () => {
  const step = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const date = { type: 'date', timestamp: 1763800000, format: '{date_short}', fallback: 'Nov 22, 2026' };
  const elements = [step({ type: 'text', text: 'made ' }, date), step({ type: 'text', text: 'save' })];
  expect(
    read([{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'ordered', elements }] }]),
  ).toBe('1. made Nov 22, 2026\n2. save');
});

test('lists, fields, images, and inputs are rendered', () => {
  const item = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] });
  expect(
    read([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', style: 'bullet', elements: [item('one'), item('two')] }],
      },
      { type: 'section', fields: [mrkdwn('*Acme*'), plain('12 new')] },
      { type: 'image', alt_text: 'a chart', image_url: 'https://example.com/x.png' },
      {
        type: 'input',
        label: plain('Name'),
        element: { type: 'plain_text_input', action_id: 'name', initial_value: 'Ana' },
      },
    ]),
  ).toBe('• one\n• two\nAcme\n12 new\n🖼 a chart\nName: [Ana]');
});
