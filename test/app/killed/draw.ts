// Draws the points at which the app is killed. The same seed draws the same points.
import type { Phase } from './stages.ts';
import type { Kind, Moment, Point, Sent } from './traffic.ts';

/** What the app sends in a phase in which it is not killed. */
export type Undisturbed = { readonly phase: Phase; readonly sent: readonly Sent[] };

/** Mulberry32 by Tommy Ettinger, public domain: the same numbers on every machine. @returns 0 up to, but not, 1 */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Draws one point in each phase of a round. The kinds of traffic in a phase take turns from round to round, so that rare
 * kinds get their share.
 */
export function drawRound(random: () => number, undisturbed: readonly Undisturbed[], round: number): Point[] {
  const below = (limit: number) => Math.floor(random() * limit);
  return undisturbed.map(({ phase, sent }) => {
    const kinds = [...new Set(sent.map(nameOf))];
    const turn = kinds[round % kinds.length];
    const ofKind = sent.filter((one) => nameOf(one) === turn);
    const { stage, to } = ofKind[0]!;
    const moments: Moment[] = ['before', 'unanswered', below(30)];
    return { phase, stage, to, nth: below(ofKind.length), moment: moments[below(3)]! };
  });
}

const nameOf = ({ stage, to }: Kind): string => `${stage} ${to}`;
