import { describe, expect, test } from 'vitest';
import { checkView } from '../../playground/fake-slack/fake-slack.ts';
import { cells, plain, section } from './block-samples.ts';

describe('modals', () => {
  const input = {
    type: 'input',
    label: plain('Name'),
    element: { type: 'plain_text_input', action_id: 'name' },
  };
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Add an end user'),
    submit: plain('Save'),
    blocks: [input],
    ...more,
  });

  test('a valid modal and a valid Home tab have no errors', () => {
    expect(checkView(modal({ private_metadata: 'x'.repeat(3000) }))).toEqual([]);
    expect(checkView({ type: 'home', blocks: [section('Hi')] })).toEqual([]);
  });

  test.each([
    [
      'a title too long',
      modal({ title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'too much private metadata',
      modal({ private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'an input without a submit button',
      modal({ submit: undefined }),
      'missing required field: submit [json-pointer:/view]',
    ],
    [
      'a hundred and one blocks',
      modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['a table', modal({ blocks: [cells(1, 1)] }), 'unsupported type: table'],
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    ['no view at all', undefined, '[json-pointer:/'],
  ])('%s is refused', (_, view, expected) => {
    expect(checkView(view).join('\n')).toContain(expected);
  });
});
