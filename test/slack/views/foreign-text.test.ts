import { describe, expect, it } from 'vitest';
import { inSentence, shorten } from '../../../src/slack/block-kit/escape.ts';
import { lines, table } from '../../../src/slack/block-kit/part.ts';
import { link, member, richText } from '../../../src/slack/block-kit/rich-text-line.ts';
import { view } from '../../../src/slack/block-kit/view.ts';
import { anImport, plan } from '../../../src/slack/sample-views/an-import.ts';
import { everyView } from '../../../src/slack/sample-views/every-view.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';

const nasty =
  '<!channel> <@U0EVE> <#C1> <https://evil.example|click> https://evil.example *b* _i_ ~s~ `c` &amp; @here';

/** Every object in a message, however deep. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

describe('text from others', () => {
  const said = everyView({ foreign: nasty, count: 3, length: 3 });

  it('is never in a place where Slack reads markup', () => {
    const kinds = said.flatMap(({ view }) => objectsIn(view.blocks).map(({ type }) => type));
    expect(kinds).not.toContain('mrkdwn');
    expect(kinds).not.toContain('markdown');
    expect(kinds).toContain('raw_text');
  });

  it('mentions no one and links nothing in the blocks', () => {
    const objects = said.flatMap(({ view }) => objectsIn(view.blocks));
    expect(
      objects.filter(({ type }) => type === 'broadcast' || type === 'channel' || type === 'usergroup'),
    ).toEqual([]);
    const pinged = objects.filter(({ type }) => type === 'user').map((it) => it.user_id);
    expect([...new Set(pinged)]).toEqual(['U0DANA']);
    const linked = objects.filter(({ type }) => type === 'link').map((it) => it.url);
    expect(new Set(linked)).toEqual(
      new Set([
        'https://example.slack.com/files/U0BOT/F7/acmeltd.csv',
        'https://example.slack.com/archives/C0ENDUSERS/p1795354627000100?thread_ts=1795354627.000100&cid=C0ENDUSERS',
      ]),
    );
  });

  it('shows in the blocks exactly as it was written', () => {
    const plan = said.find(({ name }) => name === 'import message 3')!;
    const texts = objectsIn(plan.view.blocks).map(({ text }) => text);
    expect(texts).toContain(shorten(nasty, 80));
  });

  it('mentions no one, links nothing, and formats nothing in the plain text', () => {
    for (const { view } of said) {
      const rest = view.text.replaceAll(/<@U0DANA>|<https:\/\/example\.slack\.com[^|>]*\||`[^`\n]+`/g, '');
      expect(rest).not.toMatch(/<[!@#h]|https:\/\/|[*~`]|(?<![\p{L}\p{N}])_\S/u);
    }
  });

  it('with several lines shows on one line', () => {
    expect(shorten('a\r\nb\nc\td\u2028e', 80)).toBe('a↵b↵c d↵e');
    for (const { view } of everyView({ foreign: 'a\nb', count: 3, length: 3 }))
      expect(view.text).not.toContain('a\nb');
  });

  it('shows invisible characters and changes of the writing direction as �', () => {
    expect(shorten('a\u202eb\u2066c\u0000d\ufeffe\ud83df', 80)).toBe('a�b�c�d�e�f');
    expect(shorten('a\u200bb\u2060c\u3164d', 80)).toBe('a�b�c�d');
    expect(shorten('👩‍💻 می‌خواهم 🏴\u{e0067}\u{e0062}\u{e007f}', 80)).toBe(
      '👩‍💻 می‌خواهم 🏴\u{e0067}\u{e0062}\u{e007f}',
    );
  });

  it('is cut with …, never in the middle of a character', () => {
    expect(shorten('12345', 5)).toBe('12345');
    expect(shorten('123456', 5)).toBe('1234…');
    expect(shorten('123😀😀', 5)).toBe('123…');
    expect(shorten('1234 6', 6)).toBe('1234 6');
    expect(shorten('1234 67', 6)).toBe('1234…');
  });

  it('written from right to left does not reorder the sentence around it', () => {
    expect(inSentence('שלום', 80)).toBe('\u2068שלום\u2069');
    expect(inSentence('Ana', 80)).toBe('Ana');
  });

  it('shows as a dash in a table if it is empty', () => {
    const { blocks } = view(
      table(
        ['a', 'b', 'c'],
        [
          ['', ' \t ', '\n'],
          ['\u200d', '\ufe0f\u200c', '\u00ad'],
        ],
        [richText`–`],
      ),
    );
    expect(objectsIn(blocks).flatMap(({ text }) => (typeof text === 'string' ? [text] : []))).toEqual([
      'a',
      'b',
      'c',
      '–',
      '–',
      '↵',
      '–',
      '–',
      '–',
    ]);
  });
});

describe('elements that Slack renders', () => {
  it('include a member only with one of Slack’s ids', () => {
    expect(view(lines(richText`by ${member('U0DANA')}`)).text).toBe('by <@U0DANA>');
    for (const id of ['', 'u0dana', 'U0DANA>', '!channel', 'dana', 'B0BOT', `U${'0'.repeat(99)}`]) {
      expect(view(lines(richText`by ${member(id)}`)).text).toBe('by a member');
    }
  });

  it('include a link only with an https address', () => {
    expect(view(lines(richText`${link('https://a.example/b', 'x|y>')}`)).text).toBe(
      '<https://a.example/b|x|y&gt;>',
    );
    for (const url of [
      null,
      'http://a.example',
      'javascript:alert(1)',
      'https://a b',
      'https://a|b',
      'https://a>',
    ]) {
      expect(view(lines(richText`${link(url, 'file')}`)).text).toBe('file');
    }
  });

  it('include no plan if the import has none', () => {
    expect(() => importMessage({ ...anImport, state: 'planned' })).toThrow(
      'import 184 is planned without a plan',
    );
    expect(importMessage({ ...anImport, state: 'ignored', plan })).toBeNull();
  });
});
