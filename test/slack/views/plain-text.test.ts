import { describe, expect, it } from 'vitest';
import {
  bullets,
  buttons,
  caption,
  details,
  lines,
  steps,
  table,
} from '../../../src/slack/block-kit/part.ts';
import { plainText, unlinked } from '../../../src/slack/block-kit/plain-text.ts';
import { code, date, richText } from '../../../src/slack/block-kit/rich-text-line.ts';

const many = (word: string) =>
  Array.from({ length: 100 }, (_, index) => richText`${word} ${String(index)} ${'x'.repeat(50)}`);

describe('the plain text of a message', () => {
  it('has the content of the blocks, from top to bottom', () => {
    const text = plainText([
      lines(
        richText`Type ${code('/endusers help')}.`,
        richText`Since ${date(new Date('2026-11-22T12:40:00Z'))}.`,
      ),
      table(['field', 'now'], [['zip', '02134']], [richText`zip: 02134`]),
      caption(richText`… and 1 more`),
      lines(richText`Then:`),
      steps([richText`this`, richText`that`]),
      bullets([richText`one`]),
      buttons({ actionId: 'a', label: 'Apply', value: '1' }, { actionId: 'b', label: 'Cancel', value: '1' }),
    ]);
    expect(text).toBe(
      [
        'Type `/endusers help`.',
        'Since Nov 22, 2026, 12:40 UTC.',
        '',
        '• zip: 02134',
        '… and 1 more',
        '',
        'Then:',
        '1. this',
        '2. that',
        '• one',
        '',
        '[ Apply ]  [ Cancel ]',
      ].join('\n'),
    );
  });

  it('cuts lists at their ends if it is too long, the last list first, and keeps the rest', () => {
    const text = plainText([
      lines(richText`first`),
      bullets(many('early')),
      lines(richText`middle`),
      details(richText`detail`),
      bullets(many('late')),
      lines(richText`last`),
    ]);
    expect(text.length).toBeLessThanOrEqual(3_900);
    expect(text).toMatch(/^first\n• early 0 /);
    expect(text).toContain('\n…\n\nmiddle\n\n…\n…\n\nlast');
    expect(text).not.toContain('late');
  });

  it('never ends in the middle of an escaped character if it can cut a list instead', () => {
    const text = plainText([
      bullets(Array.from({ length: 40 }, () => richText`${'&'.repeat(80)}`)),
      lines(richText`last`),
    ]);
    expect(text.replaceAll('&amp;', '')).not.toContain('&');
    expect(text.length).toBeLessThanOrEqual(3_900);
    expect(text.endsWith('…\n\nlast')).toBe(true);
  });
});

describe('a text without blocks', () => {
  it('has nothing that Slack would link: an invisible joiner splits each address', () => {
    const text = '3 end users of ana@acme.example, mailto:bo@acme.example or Müller.example. Done.';
    const shown = unlinked(text);
    expect(shown).not.toMatch(/[\p{L}\p{N}][@.][\p{L}\p{N}]/u);
    expect(shown.replaceAll('\u2060', '')).toBe(text);
    expect(shown.endsWith('example. Done.')).toBe(true);
  });

  it('keeps the app’s own links, mentions, and code', () => {
    const text = '<https://a.slack.com/b.csv|a.csv> by <@U0DANA>: `org a.example`';
    expect(unlinked(text)).toBe(text);
  });
});
