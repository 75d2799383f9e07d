// The run that the harsh mix and Socket Mode share: imports while harms happen, nothing lost, and a report.
import { expect } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import type { Database } from '../../src/db/transaction.ts';
import { type Harms, startHarms } from './faults.ts';
import type { Fleet } from './fleet.ts';
import { addOrganization, expectNothingLost, type Plan, runImports, secondsOf } from './imports.ts';
import { report, troublesIn } from './report.ts';

type Run = {
  readonly name: string;
  readonly fake: FakeSlack;
  readonly db: Database;
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly harms: Harms;
  readonly seed: number;
  readonly random: () => number;
};

export async function runUnderHarms({
  name,
  fake,
  db,
  fleet,
  plan,
  harms,
  seed,
  random,
}: Run): Promise<void> {
  const organization = await addOrganization(fake, db);
  const begun = performance.now();
  const stop = startHarms(harms, random);
  const done = await runImports(fake, organization, plan);
  const faults = await stop();
  fake.faults.clear();
  await expectNothingLost(fake, db, plan, done);
  const lines = fleet.output();
  report(name, {
    seed,
    imports: plan.count,
    atOnce: plan.atOnce,
    seconds: Math.round((performance.now() - begun) / 1_000),
    secondsPerImport: secondsOf(done),
    faults,
    largestMb: fleet.largestMb(),
    troubles: troublesIn(lines),
  });
  expect(lines).not.toContain('"level":60');
}
