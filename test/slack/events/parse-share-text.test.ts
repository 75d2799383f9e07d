// What the text of a message with a file says: the organization, and whether it mentions the bot.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShareText } from '../../../src/slack/events/parse-share-text.ts';
import { runs, seed } from '../../runs.ts';

const read = (text: string) => parseShareText(text, 'U0BOT');

describe('the text of a message with a file', () => {
  it.each([
    'org 12',
    'Org #12',
    'organization 12',
    'organisation: 12',
    'these are for org 12, please',
    'org12',
    'organization id 12',
    'customer_id = 12',
    '<@U0BOT> org 12',
    'org 12 and once more: org 12',
    'org 12.',
  ])('names organization 12: %s', (text) => {
    expect(read(text).organizationId).toBe(12);
  });

  it.each([
    '',
    'july people',
    '12',
    'org',
    'org twelve',
    'org 12 and org 13',
    'cyborg 12',
    'org 1,200',
    'org 12.5',
    '<https://example.com/org/12|org 12>',
    '<#C12|org 12>',
    'org 1234567890123456',
  ])('names no organization: %s', (text) => {
    expect(read(text).organizationId).toBeNull();
  });

  it.each(['<@U0BOT>', 'look <@U0BOT>!', '<@U0BOT|endusers> please'])('mentions the bot: %s', (text) => {
    expect(read(text).mentionsBot).toBe(true);
  });

  it.each(['', '@endusers', '&lt;@U0BOT&gt;', '<@U0BOTTOM>', '<@U0DANA>'])(
    'does not mention the bot: %s',
    (text) => {
      expect(read(text).mentionsBot).toBe(false);
    },
  );

  it.each([
    ['whitespace', `org${' '.repeat(40_000)}x`],
    ['equals signs', `org${'='.repeat(40_000)}x`],
    ['brackets', '<'.repeat(40_000)],
  ])('is read quickly even if it is full of %s', (_, text) => {
    expect(read(text).organizationId).toBeNull();
  });

  it('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { organizationId } = read(`org ${text}`);
        expect(organizationId === null || Number.isSafeInteger(organizationId)).toBe(true);
      }),
      { numRuns: runs(100), seed: seed() },
    );
  });
});
