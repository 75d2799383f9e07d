// The order of the test files: those that take longest start first, so that none of them runs alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each of these waits, or starts processes, for most of a minute; the slowest first. All others take a few seconds. */
const slowest = [
  'app/rights.test.ts',
  'killed/killed.test.ts',
  'main.test.ts',
  'app/database-breaks.test.ts',
  'app/silent-slack.test.ts',
  'app/foreign-text.test.ts',
  'playground/demo.test.ts',
  'import/undo.test.ts',
  'db/embedded.test.ts',
  'app/slack-faults.test.ts',
  'app/two-processes.test.ts',
  'import/properties.test.ts',
  'app/disk-full.test.ts',
];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = slowest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return rank === -1 ? slowest.length : rank;
    };
    return [...(await super.sort(files))].sort((one, other) => rankOf(one) - rankOf(other));
  }
}
