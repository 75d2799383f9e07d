import { describe, expect, it } from 'vitest';
import { findNearest } from '../../src/model/find-nearest.ts';

const names = ['name', 'email', 'address1', 'address2', 'notes', 'ticket_matching_emails', 'zip'] as const;

describe('the nearest known word', () => {
  it.each([
    ['nmae', 'name', 'two letters swapped'],
    ['NAME', 'name', 'another case'],
    ['emial', 'email', 'two letters swapped'],
    ['e-mail', 'email', 'a letter too many'],
    ['adress1', 'address1', 'a letter too few'],
    ['ticket_matchin_email', 'ticket_matching_emails', 'two errors in a long word'],
    ['ticket', 'ticket_matching_emails', 'the beginning of only one word'],
    [' zpi ', 'zip', 'spaces around'],
  ])('of %j is %s: %s', (word, expected) => {
    expect(findNearest(word, names)).toBe(expected);
  });

  it.each([
    ['fax', 'nothing is near'],
    ['', 'nothing was typed'],
    ['add', 'two words begin with it'],
    ['no', 'two letters are too few for a beginning'],
    ['zap the zip of the zap', 'it is much longer than any word'],
    ['x'.repeat(1_000_000), 'it is endless'],
  ])('is missing when %.20s… says that %s', (word) => {
    expect(findNearest(word, names)).toBeUndefined();
  });

  it('prefers the word with the fewest errors', () => {
    expect(findNearest('address2', ['address1', 'address2'])).toBe('address2');
  });

  it('takes a beginning for the shorter of a word and its plural', () => {
    expect(findNearest('temp', ['templates', 'template', 'import'])).toBe('template');
  });

  it('is missing among no words', () => {
    expect(findNearest('name', [])).toBeUndefined();
  });
});
