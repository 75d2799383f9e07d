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

describe('the name of an organization in the text', () => {
  it.each([
    ['org Acme Ltd', 'likely', 'Acme Ltd'],
    ['<@U0BOT> org Acme Ltd', 'likely', 'Acme Ltd'],
    ['these are for organization: Acme Ltd\nthanks', 'likely', 'Acme Ltd'],
    ['for the organisation Acme   Ltd', 'likely', 'Acme Ltd'],
    ['org Smith &amp; Sons', 'likely', 'Smith & Sons'],
    ['org <http://acme.com|acme.com>', 'likely', 'acme.com'],
    ['org 3M Company', 'likely', '3M Company'],
    ['org "Acme Ltd" please', 'quoted', 'Acme Ltd'],
    ['our org “Acme, Inc.” again', 'quoted', 'Acme, Inc.'],
    ['our org chart', 'possible', 'chart'],
  ])('%s', (text, certainty, name) => {
    const { organizationId, organizationName } = read(text);
    expect(organizationId).toBeNull();
    expect(organizationName?.certainty).toBe(certainty);
    expect(organizationName?.candidates[0]).toBe(name);
  });

  it('may end before the other words of its line', () => {
    expect(read('org Acme, Inc. please!').organizationName?.candidates).toEqual([
      'Acme, Inc. please!',
      'Acme, Inc. please',
      'Acme, Inc.',
      'Acme, Inc',
      'Acme,',
      'Acme',
    ]);
  });

  it.each(['', 'org', 'org 12', 'cyborg Acme', 'my-org Acme', 'org 12 and org 13'])(
    'is not there: %s',
    (text) => expect(read(text).organizationName).toBeNull(),
  );

  it('is found in linear time', () => {
    for (const text of [
      'org '.repeat(20_000),
      'org "'.repeat(20_000),
      `org ${'a '.repeat(20_000)}`,
      ' '.repeat(40_000),
    ]) {
      expect(read(text).organizationId).toBeNull();
    }
  });
});
