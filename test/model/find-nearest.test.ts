import { describe, expect, it } from 'vitest';
import { findNearest } from '../../src/model/find-nearest.ts';

const names = ['name', 'email', 'address1', 'address2', 'notes', 'ticket_matching_emails', 'zip'] as const;

describe('the nearest known word', () => {
  it.each([
    ['nmae', 'name', 'two letters swapped'],
    ['NAME', 'name', 'another case'],
    ['emial', 'email', 'two letters swapped'],
    ['e-mail', 'email', 'one letter too many'],
    ['adress1', 'address1', 'one letter missing'],
    ['ticket_matchin_email', 'ticket_matching_emails', 'two errors in a long word'],
    ['ticket', 'ticket_matching_emails', 'the start of only one word'],
    [' zpi ', 'zip', 'surrounding spaces'],
  ])('of %j is %s: %s', (word, expected) => {
    expect(findNearest(word, names)).toBe(expected);
  });

  it.each([
    ['fax', 'nothing is near'],
    ['', 'nothing was typed'],
    ['add', 'two words start with it'],
    ['no', 'two letters are too few to match a start'],
    ['zap the zip of the zap', 'it is much longer than any word'],
    ['x'.repeat(1_000_000), 'it is extremely long'],
  ])('does not exist for %.20s…: %s', (word) => {
    expect(findNearest(word, names)).toBeUndefined();
  });

  it('is the one with the fewest errors', () => {
    expect(findNearest('address2', ['address1', 'address2'])).toBe('address2');
  });

  it('of a start that a word and its plural share is the word', () => {
    expect(findNearest('temp', ['templates', 'template', 'import'])).toBe('template');
  });

  it('does not exist if no words are known', () => {
    expect(findNearest('name', [])).toBeUndefined();
  });
});
