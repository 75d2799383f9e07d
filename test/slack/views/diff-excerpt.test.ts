import { describe, expect, it } from 'vitest';
import { excerptChange } from '../../../src/slack/views/import/diff-excerpt.ts';

describe('what a change shows of two values', () => {
  it('is all of short ones', () => {
    expect(excerptChange('Engineer', 'CTO')).toEqual({ now: 'Engineer', willBe: 'CTO' });
  });

  it('is a dash for an empty one', () => {
    expect(excerptChange('', 'CTO')).toEqual({ now: '–', willBe: 'CTO' });
    expect(excerptChange('CTO', '')).toEqual({ now: 'CTO', willBe: '–' });
  });

  it('lets spaces at the ends be seen', () => {
    expect(excerptChange('Ana', ' Ana  ')).toEqual({ now: 'Ana', willBe: '␣Ana␣␣' });
    expect(excerptChange('\n', ' ')).toEqual({ now: '\n', willBe: '␣' });
  });

  it('begins shortly before the first difference of long ones', () => {
    const before = 'Lorem ipsum dolor sit amet. '.repeat(2000);
    const { now, willBe } = excerptChange(`${before}Call him.`, `${before}Call her.`);
    expect([now, willBe]).toEqual(['…it amet. Call him.', '…it amet. Call her.']);
  });

  it('begins at the beginning when long ones differ early', () => {
    const after = 'x'.repeat(200);
    expect(excerptChange(`a${after}`, `b${after}`)).toEqual({ now: `a${after}`, willBe: `b${after}` });
  });

  it('does not begin within a character', () => {
    const before = '😀'.repeat(60);
    expect(excerptChange(`${before}aa`, `${before}b`).now.slice(0, 3)).toBe('…😀');
  });
});
