import { describe, expect, it } from 'vitest';
import { excerptChange } from '../../../src/slack/block-kit/diff-excerpt.ts';

describe('the excerpts of two values that differ', () => {
  it('are the whole values if they are short', () => {
    expect(excerptChange('Engineer', 'CTO')).toEqual({ now: 'Engineer', willBe: 'CTO' });
  });

  it('show an empty value as a dash', () => {
    expect(excerptChange('', 'CTO')).toEqual({ now: '–', willBe: 'CTO' });
    expect(excerptChange('CTO', '')).toEqual({ now: 'CTO', willBe: '–' });
  });

  it('show spaces at the ends', () => {
    expect(excerptChange('Ana', ' Ana  ')).toEqual({ now: 'Ana', willBe: '␣Ana␣␣' });
    expect(excerptChange('\n', ' ')).toEqual({ now: '\n', willBe: '␣' });
  });

  it('start shortly before the first difference of long values', () => {
    const before = 'Lorem ipsum dolor sit amet. '.repeat(2000);
    const { now, willBe } = excerptChange(`${before}Call him.`, `${before}Call her.`);
    expect([now, willBe]).toEqual(['…it amet. Call him.', '…it amet. Call her.']);
  });

  it('start at the beginning if long values differ early', () => {
    const after = 'x'.repeat(200);
    expect(excerptChange(`a${after}`, `b${after}`)).toEqual({ now: `a${after}`, willBe: `b${after}` });
  });

  it('never start in the middle of a character', () => {
    const before = '😀'.repeat(60);
    expect(excerptChange(`${before}aa`, `${before}b`).now.slice(0, 3)).toBe('…😀');
  });
});
