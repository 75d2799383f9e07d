import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../playground/fake-slack/fake-slack.ts';
import { everyView, type Matter } from '../../../src/slack/sample-views/every-view.ts';
import { runs, seed } from '../../runs.ts';

/** What Slack would say against the messages, and texts that are empty or too long for an update. */
function complaints(matter: Matter): string[] {
  return everyView(matter).flatMap(({ name, view }) => [
    ...checkMessage(view).map((complaint) => `${name}: ${complaint}`),
    ...(view.text.trim() === '' || view.text.length > 3_900
      ? [`${name}: ${view.text.length} characters of text`]
      : []),
  ]);
}

describe("every message keeps within Slack's limits", () => {
  it.each([
    ['a name', 'Acme Ltd'],
    ['nothing', ''],
    ['white space', ' \t\r\n '],
    ['one word of 65,535 letters', 'W'.repeat(65_535)],
    ['65,535 characters that are escaped', '&'.repeat(65_535)],
    ['65,535 line breaks', '\n'.repeat(65_535)],
    ['characters of several units', '👩‍👩‍👧‍👦'.repeat(6_000)],
    ['quotes, which JSON escapes', '"\\'.repeat(30_000)],
    ['writing from right to left', 'שלום עולם '.repeat(6_000)],
    ['the name of what every object has', 'toString'],
    ['half a character', '\ud83d'.repeat(300)],
  ])('when every text is %s', (_, foreign) => {
    expect(complaints({ foreign, count: 10_000, length: 200 })).toEqual([]);
  });

  it.each([0, 1, 2, 999_999_999, Number.MAX_SAFE_INTEGER])('when every number is %i', (count) => {
    expect(complaints({ foreign: 'x'.repeat(255), count, length: 200 })).toEqual([]);
  });

  it.each([0, 1, 10_000])('when every list has %i entries', (length) => {
    expect(complaints({ foreign: '&'.repeat(255), count: length, length })).toEqual([]);
  });

  it('by cutting whole lines of the plain text, never its end', () => {
    for (const foreign of ['&'.repeat(65_535), 'W'.repeat(65_535), '👩‍👩‍👧‍👦'.repeat(6_000)]) {
      const said = everyView({ foreign, count: 10_000, length: 200 });
      expect(said.filter(({ view }) => /&(?!amp;|lt;|gt;)/.test(view.text))).toEqual([]);
      const plan = said.find(({ view }) => view.text.includes('[ Apply to'));
      expect(plan?.view.text).toMatch(
        /\n\[ Apply to 20,000 end users ] {2}\[ Cancel ] {2}\[ Leave out… ] {2}\[ All cells ] {2}\[ Add 10,000 organizations ] {2}\[ Add 10,000 that look like others ]$/,
      );
    }
  });

  it('whatever the texts and numbers are', () => {
    const matter = fc.record({
      foreign: fc.string({ unit: 'binary', maxLength: 400 }),
      count: fc.nat(),
      length: fc.nat({ max: 40 }),
    });
    fc.assert(
      fc.property(matter, (it) => {
        expect(complaints(it)).toEqual([]);
      }),
      { numRuns: runs(15), seed: seed() },
    );
  });

  it('and every message is in these tests', () => {
    const tested = readFileSync('src/slack/sample-views/every-view.ts', 'utf8');
    const files = readdirSync('src/slack/views', { recursive: true, encoding: 'utf8' });
    const messages = files.filter((file) => {
      if (!file.endsWith('.ts')) return false;
      const source = readFileSync(`src/slack/views/${file}`, 'utf8');
      const isState = /\/(import|export)-/.test(file) && !/-(message|accepted|comment)\.ts$/.test(file);
      return /export function \w+\([\s\S]*?\): View\b/.test(source) && !isState;
    });
    expect(messages.filter((file) => !tested.includes(`views/${file}'`))).toEqual([]);
    expect(messages.length).toBeGreaterThan(15);
  });
});
