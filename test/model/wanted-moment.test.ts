// Moments of the past as members type them.
import { expect, it } from 'vitest';
import { isEndOfDay, lastSecondOf, readMoment, resolveMoment } from '../../src/model/wanted-moment.ts';

const now = new Date('2026-11-22T12:40:05Z');

it.each([
  ['2026-11-20', '2026-11-21T00:00:00.000Z'],
  ['2026/11/5', '2026-11-06T00:00:00.000Z'],
  ['2026-12-31', null],
  ['2026-11-20 14:30', '2026-11-20T14:30:00.000Z'],
  ['2026-11-20T14:30:00Z', '2026-11-20T14:30:00.000Z'],
  ['2026-11-20 9:05 utc', '2026-11-20T09:05:00.000Z'],
  ['2026-11-22', now.toISOString()],
  ['2026-11-22 12:41', null],
  ['2026-11-21', '2026-11-22T00:00:00.000Z'],
])('%s is the moment %s, and none where it is still to come', (typed, at) => {
  const wanted = readMoment(typed);
  const moment = wanted && resolveMoment(wanted, now);
  expect(moment).toEqual(at === null ? 'future' : { asOf: new Date(at) });
});

it.each(['', 'yesterday', '2026-02-30', '2026-13-01', '20.11.2026', '2026-11-20 25:00', '2026-11-20 14:75'])(
  '%j is no moment',
  (typed) => {
    expect(readMoment(typed)).toBeNull();
  },
);

it('the end of a day is named by that day', () => {
  const end = new Date('2026-11-21T00:00:00Z');
  expect(isEndOfDay(end)).toBe(true);
  expect(lastSecondOf(end)).toEqual(new Date('2026-11-20T23:59:59Z'));
});
