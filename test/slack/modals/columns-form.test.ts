import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../playground/fake-slack/fake-slack.ts';
import { type ChosenTarget, chosenTargets } from '../../../src/model/chosen-columns.ts';
import { sampleLimits } from '../../../src/model/matched-header.ts';
import { columnsModal, countPages, readDraft } from '../../../src/slack/modals/columns-form.ts';
import { runs, seed } from '../../runs.ts';

/** What Slack accepts for a view as JSON, in characters. */
const maxView = 250_000;

const headerOf = (foreign: string, count: number) => ({
  line: 1,
  header: Array.from({ length: count }, () => foreign),
  columns: [],
  ignored: [],
  samples: Array.from({ length: count }, () => [foreign, foreign, foreign].slice(0, sampleLimits.values)),
});

const draftOf = (count: number, page = 0) => ({
  importId: Number.MAX_SAFE_INTEGER % 1e15,
  planNumber: 999_999_999,
  page,
  chosen: Array.from({ length: count }, (_, at) => chosenTargets[at % chosenTargets.length]!),
});

function complaints(foreign: string, count: number): string[] {
  const pages = Array.from({ length: countPages(draftOf(count)) }, (_, page) => page);
  return pages.flatMap((page) => {
    const form = columnsModal(draftOf(count, page), headerOf(foreign, count));
    const length = JSON.stringify(form).length;
    return [...checkView(form), ...(length > maxView ? [`${length} characters`] : [])];
  });
}

describe("the form about columns keeps within Slack's limits", () => {
  it.each([
    ['a name', 'Department'],
    ['nothing', ''],
    ['white space', ' \t\r\n '],
    ['long', 'W'.repeat(65_535)],
    ['line breaks', '\n'.repeat(65_535)],
    ['quotes', '"\\'.repeat(30_000)],
    ['emoji of several units', '👩‍👩‍👧‍👦'.repeat(600)],
    ['half a character', '\ud83d'.repeat(300)],
  ])('with 1,000 columns, when every text is %s', (_, foreign) => {
    expect(complaints(foreign, 1000)).toEqual([]);
  });

  it('with any number of columns', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (foreign, count) => {
          expect(complaints(foreign, count)).toEqual([]);
        },
      ),
      { numRuns: runs(20), seed: seed() },
    );
  });
});

describe('the metadata of the form', () => {
  it('holds what is chosen for each column, and can be read back', () => {
    const chosen: (ChosenTarget | null)[] = [...chosenTargets, null];
    const draft = { importId: 184, planNumber: 3, page: 0, chosen };
    const { private_metadata: metadata } = columnsModal(draft, headerOf('x', chosen.length));
    expect(readDraft(metadata!)).toEqual(draft);
  });

  it.each(['', '184.3.0', '184.3.0:', '184.3.0:a b', `184.3.0:${'a'.repeat(1001)}`, 'x.3.0:a'])(
    'is not read if the form never writes it: %s',
    (metadata) => {
      expect(readDraft(metadata)).toBeNull();
    },
  );

  it('that names a target which does not exist means that the column is not read', () => {
    expect(readDraft('184.3.0:aZ')?.chosen).toEqual(['customer_id', 'none']);
  });
});
