// The order of the test files: those that take longest start first, so that none of them runs alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest first, at each speed. Those of `app` and `engine` take 10 to 170 seconds, most of it waiting. */
const slowest = [
  'test/import/size-limits.test.ts',
  'test/slack/views/limits.test.ts',
  'test/walkable.test.ts',
  'test/slack/files/hostile-download.test.ts',
  'test/import/any-bytes.test.ts',
  'test/app/silent-network.test.ts',
  'test/app/killed/killed.test.ts',
  'test/app/permissions.test.ts',
  'test/app/paused-process.test.ts',
  'test/app/silent-slack.test.ts',
  'test/app/database-restarts.test.ts',
  'test/app/list-pages.test.ts',
  'test/app/main.test.ts',
  'test/app/hostile-text.test.ts',
  'test/playground/demo.test.ts',
  'test/app/two-processes.test.ts',
  'test/app/slack-faults.test.ts',
  'test/app/disk-full.test.ts',
  'test/db/silent-network.test.ts',
  'test/db/embedded.test.ts',
  'test/import/undo.test.ts',
  'test/import/properties.test.ts',
  'test/queue/lost-database.test.ts',
];

/** A worker runs files of one speed only, so those of one speed come together. */
const speeds = ['unit', 'app', 'engine'];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId, project }: TestSpecification): number => {
      const rank = slowest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return speeds.indexOf(project.name) * (slowest.length + 1) + (rank === -1 ? slowest.length : rank);
    };
    return [...files].sort((one, other) => rankOf(one) - rankOf(other));
  }
}
