// The process is killed, without a warning, at many points of its work, and started again: the outcome is that of a
// run that nothing disturbed.
//
// Set ENDUSERS_KILLS for more kills than here, and ENDUSERS_SEED for other points.
import { afterAll, expect, it } from 'vitest';
import { buildApp } from './built-app.ts';
import { drawRound, randomFrom, type Undisturbed } from './draw.ts';
import { outcomeAfter, outcomeOf } from './outcome.ts';
import { type Kill, openSite, type Site } from './site.ts';
import { stages } from './stages.ts';

const kills = Math.max(50, Number(process.env.ENDUSERS_KILLS ?? 0));
const seed = Number(process.env.ENDUSERS_SEED ?? 1);
/** At once: most of the time each waits for the lease of a killed process to run out. */
const sites = Math.min(8, Math.ceil(kills / 5));

const built = await buildApp();
afterAll(() => built.remove());

it(
  'a process that nothing disturbs, and one that is killed again and again, come to the same',
  async () => {
    console.log(`ENDUSERS_KILLS=${kills} ENDUSERS_SEED=${seed}`);
    const undisturbed = await lookAtOneUndisturbed();
    const fell: Kill[] = [];
    let left = kills;
    let drawn = 0;
    let opened = Promise.resolve();
    /** At every third one there is another process that goes on with the work. */
    async function work(n: number): Promise<void> {
      // One is opened after another: so many starts at once would take too long for each.
      const opening = opened.then(() => openSite(built.program, n % 3 === 2 ? 2 : 1));
      opened = opening.then(() => undefined);
      const site = await opening;
      if (left <= 0) return void (await site.close());
      const fellHere: Kill[] = [];
      let rounds = 0;
      while (left > 0) {
        const points = drawRound(randomFrom(seed + drawn), undisturbed, drawn);
        drawn += 1;
        left -= points.length;
        rounds += 1;
        const killed = await site.round(rounds, points);
        left += points.length - killed.length;
        fellHere.push(...killed);
      }
      await expectOutcome(site, rounds, fellHere);
      await site.close();
      fell.push(...fellHere);
    }
    const ended = await Promise.allSettled(Array.from({ length: sites }, (_, n) => work(n)));
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(fell.length).toBeGreaterThanOrEqual(kills);
    expect(new Set(fell.map(({ stage }) => stage))).toEqual(new Set(stages));
  },
  60_000 + kills * 5_000,
);

async function expectOutcome(site: Site, rounds: number, fell: readonly Kill[] = []): Promise<void> {
  const outcome = await outcomeOf(site);
  expect(outcome, JSON.stringify(fell, null, 1)).toEqual(outcomeAfter(rounds, outcome.exports));
  expect(site.output()).not.toContain('"level":60');
}

async function lookAtOneUndisturbed(): Promise<Undisturbed[]> {
  const undisturbed: Undisturbed[] = [];
  const site = await openSite(built.program, 1);
  await site.round(1, [], ({ phase }) => void undisturbed.push({ phase, sent: site.sent() }));
  await expectOutcome(site, 1);
  await site.close();
  return undisturbed;
}
