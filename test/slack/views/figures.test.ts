import { describe, expect, it } from 'vitest';
import { counted, figure } from '../../../src/model/counted.ts';
import { bar, duration, roughly, size, utc } from '../../../src/slack/block-kit/format-numbers.ts';

describe('formatted numbers', () => {
  it('have separators for thousands, and a singular noun after 1', () => {
    expect([figure(0), figure(999), figure(3120), figure(1_000_000)]).toEqual([
      '0',
      '999',
      '3,120',
      '1,000,000',
    ]);
    expect([counted(0, 'row'), counted(1, 'row'), counted(2, 'row')]).toEqual(['0 rows', '1 row', '2 rows']);
    expect(counted(2, 'person', 'people')).toBe('2 people');
  });

  it.each([
    [0, 0],
    [7, 7],
    [42, 42],
    [123, 120],
    [3087, 3100],
    [98_499, 98_000],
    [999_600, 1_000_000],
  ])('round the estimate %i to %i', (count, about) => {
    expect(roughly(count)).toBe(about);
  });

  it.each([
    [0, '░░░░░░░░░░ 0%'],
    [0.05, '░░░░░░░░░░ 5%'],
    [0.71, '▓▓▓▓▓▓▓░░░ 71%'],
    [0.999, '▓▓▓▓▓▓▓▓▓░ 99%'],
    [1, '▓▓▓▓▓▓▓▓▓▓ 100%'],
    [1.5, '▓▓▓▓▓▓▓▓▓▓ 100%'],
    [-1, '░░░░░░░░░░ 0%'],
  ])('show a progress bar for %f', (done, expected) => {
    expect(bar(done)).toBe(expected);
  });

  it.each([
    [0, 'under 0.1 s'],
    [49, 'under 0.1 s'],
    [400, '0.4 s'],
    [1234, '1.2 s'],
    [3000, '3 s'],
    [9949, '9.9 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_599_000, '59 min 59 s'],
    [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'],
    [86_399_000, '24 h'],
  ])('show %i milliseconds as %s', (milliseconds, expected) => {
    expect(duration(milliseconds)).toBe(expected);
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [480_000, '480 KB'],
    [999_960, '1 MB'],
    [2_140_000, '2.1 MB'],
    [154_000_000, '154 MB'],
    [1_500_000_000, '1.5 GB'],
  ])('show %i bytes as %s', (bytes, expected) => {
    expect(size(bytes)).toBe(expected);
  });

  it('show a time with its time zone', () => {
    expect(utc(new Date('2026-11-22T00:05:00Z'))).toBe('Nov 22, 2026, 00:05 UTC');
  });
});
