// The three speeds of the tests, and which of them a test file has: its folder and its imports decide.
//
//   app     all in test/app and test/playground: the app as a whole, and the fake Slack that it talks to
//   engine  what takes something from the global setup, as `freshDatabase` does: a real Postgres
//   unit    all others: no database, nothing started
//
// No file can be at a wrong speed: one that begins to use a database is at speed `engine` from then on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Speed = 'unit' | 'engine' | 'app';

/** The test files of each speed, as paths from the root of the repository. */
export function testFilesBySpeed(): Record<Speed, string[]> {
  const bySpeed: Record<Speed, string[]> = { unit: [], engine: [], app: [] };
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).sort();
  const fromSetup = new Map<string, boolean>();
  for (const name of files.filter((file) => file.endsWith('.test.ts'))) {
    const file = path.posix.join('test', name);
    const isApp = /^test\/(app|playground)\//.test(file);
    bySpeed[isApp ? 'app' : takesFromSetup(file, fromSetup) ? 'engine' : 'unit'].push(file);
  }
  return bySpeed;
}

/** Whether the file, or one that it imports, takes what test/postgres-for-tests.ts provides. `known` is filled. */
function takesFromSetup(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  // For a circle of imports, in which the others decide.
  known.set(file, false);
  const takes =
    existsSync(file) &&
    (/\binject\('/.test(readFileSync(file, 'utf8')) ||
      importsOf(file).some((imported) => takesFromSetup(imported, known)));
  known.set(file, takes);
  return takes;
}

/** What a file imports by relative paths, statically or dynamically, as paths from the root of the repository. */
export function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\b[^;]*?'(\.[^']*\.tsx?)'|\bimport\('(\.[^']*\.tsx?)'\)/gm,
  );
  return Array.from(statements, ([, specifier, dynamic]) =>
    path.posix.join(path.posix.dirname(file), (specifier ?? dynamic)!),
  );
}
