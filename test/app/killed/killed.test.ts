// The process is killed without warning at many points of its work, and started again. The outcome is the same as that of
// a process that is never killed. See ../../runs.ts for more kills, and for other points.
import { expect, it } from 'vitest';
import { runs, seed as seedOfRun, timeLimit } from '../../runs.ts';
import { drawRound, randomFrom, type Undisturbed } from './draw.ts';
import { outcomeAfter, outcomeOf } from './outcome.ts';
import { type Kill, openSite, type Site } from './site.ts';
import { stages } from './stages.ts';

const kills = runs(50);
const seed = seedOfRun(1);
/** Run in parallel: most of the time, a site waits until the lease of a killed process expires. */
const sites = Math.min(5, Math.ceil(kills / 10));

it(
  'a process that is killed again and again ends up with the same outcome as one that is never killed',
  async () => {
    const undisturbed = await runUndisturbed();
    const done: Kill[] = [];
    let left = kills;
    let drawn = 0;
    let opened = Promise.resolve();
    /** Every third site has a second process, which continues the work; every second one is outside the Marketplace. */
    async function work(n: number): Promise<void> {
      // Sites open one after another: many starts at once would take too long for each.
      const opening = opened.then(() => openSite(n % 3 === 2 ? 2 : 1, n % 2 === 1));
      opened = opening.then(() => undefined);
      const site = await opening;
      if (left <= 0) return void (await site.close());
      const doneHere: Kill[] = [];
      let rounds = 0;
      while (left > 0) {
        const points = drawRound(randomFrom(seed + drawn), undisturbed, drawn);
        drawn += 1;
        left -= points.length;
        rounds += 1;
        const killed = await site.round(rounds, points);
        left += points.length - killed.length;
        doneHere.push(...killed);
      }
      await expectOutcome(site, rounds, doneHere);
      await site.close();
      done.push(...doneHere);
    }
    const ended = await Promise.allSettled(Array.from({ length: sites }, (_, n) => work(n)));
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(done.length).toBeGreaterThanOrEqual(kills);
    if (kills >= 50) expect(new Set(done.map(({ stage }) => stage))).toEqual(new Set(stages));
  },
  timeLimit(900_000),
);

async function expectOutcome(site: Site, rounds: number, done: readonly Kill[] = []): Promise<void> {
  const outcome = await outcomeOf(site);
  expect(outcome, `ENDUSERS_SEED=${seed} ${JSON.stringify(done, null, 1)}`).toEqual(
    outcomeAfter(rounds, outcome.exports),
  );
  expect(site.output()).not.toContain('"level":60');
}

async function runUndisturbed(): Promise<Undisturbed[]> {
  const undisturbed: Undisturbed[] = [];
  const site = await openSite(1);
  await site.round(1, [], ({ phase }) => void undisturbed.push({ phase, sent: site.sent() }));
  await expectOutcome(site, 1);
  await site.close();
  return undisturbed;
}
