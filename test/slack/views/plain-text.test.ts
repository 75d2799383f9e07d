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
import { code, date, say } from '../../../src/slack/block-kit/rich-text-line.ts';

const many = (word: string) =>
  Array.from({ length: 100 }, (_, index) => say`${word} ${String(index)} ${'x'.repeat(50)}`);

describe('the plain text of a message', () => {
  it('says all that the blocks say, from top to bottom', () => {
    const text = plainText([
      lines(say`Type ${code('/endusers help')}.`, say`Since ${date(new Date('2026-11-22T12:40:00Z'))}.`),
      table(['field', 'now'], [['zip', '02134']], [say`zip: 02134`]),
      caption(say`… and 1 more`),
      lines(say`Then:`),
      steps([say`this`, say`that`]),
      bullets([say`one`]),
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

  it('cuts the ends of lists when it gets too long, the last list first, and keeps the rest', () => {
    const text = plainText([
      lines(say`first`),
      bullets(many('early')),
      lines(say`middle`),
      details(say`detail`),
      bullets(many('late')),
      lines(say`last`),
    ]);
    expect(text.length).toBeLessThanOrEqual(3_900);
    expect(text).toMatch(/^first\n• early 0 /);
    expect(text).toContain('\n…\n\nmiddle\n\n…\n…\n\nlast');
    expect(text).not.toContain('late');
  });

  it('never ends within an escaped character, where it can cut a list instead', () => {
    const text = plainText([
      bullets(Array.from({ length: 40 }, () => say`${'&'.repeat(80)}`)),
      lines(say`last`),
    ]);
    expect(text.replaceAll('&amp;', '')).not.toContain('&');
    expect(text.length).toBeLessThanOrEqual(3_900);
    expect(text.endsWith('…\n\nlast')).toBe(true);
  });
});

describe('a text without blocks', () => {
  it('has nothing in it that Slack takes for an address: a joiner, which nobody sees, stands in between', () => {
    const text = '3 end users of ana@acme.example, mailto:bo@acme.example or Müller.example. Done.';
    const shown = unlinked(text);
    expect(shown).not.toMatch(/[\p{L}\p{N}][@.][\p{L}\p{N}]/u);
    expect(shown.replaceAll('\u2060', '')).toBe(text);
    expect(shown.endsWith('example. Done.')).toBe(true);
  });

  it('keeps what is ours: links, members and code', () => {
    const text = '<https://a.slack.com/b.csv|a.csv> by <@U0DANA>: `org a.example`';
    expect(unlinked(text)).toBe(text);
  });
});
