// What the text of a message says about how its files are taken, and what is only talk.
import { describe, expect, it } from 'vitest';
import { parseShareText } from '../../../src/slack/events/parse-share-text.ts';

const read = (text: string) => parseShareText(text, 'U0BOT');

describe('the instructions in the text of a message', () => {
  it.each([
    ['by email', { matchBy: 'email' }],
    ['<@U0BOT> org 12 by e-mail', { matchBy: 'email' }],
    ['org Acme Ltd, by vendor_id', { matchBy: 'vendor_id' }],
    ['org 12 by contact_id', { matchBy: 'contact_id' }],
    ['please match these rows by email', {}],
    ['please match rows by email', { matchBy: 'email' }],
    ['only update', { only: 'update' }],
    ['org 12 - update only, by email', { only: 'update', matchBy: 'email' }],
    ['Only create new ones', { only: 'create' }],
    ['only new', { only: 'create' }],
    ['only update and only create', {}],
    ['only fill empty cells', { fillsEmpty: true }],
    ['only update, only fill empty', { only: 'update', fillsEmpty: true }],
    ['roster 12', { roster: true }],
    ['<@U0BOT> roster Acme Ltd by vendor id', { roster: true, matchBy: 'vendor_id' }],
    ['org 12, this is everybody', { roster: true }],
    ['New roster: Acme', { roster: true }],
    ['from another site', { otherSite: true }],
    ['org Acme Ltd, from our old site', { otherSite: true }],
    ['these are the end users from the other site, by email', { otherSite: true, matchBy: 'email' }],
    ['<@U0BOT> old ids', { otherSite: true }],
  ])('%s', (text, instructions) => {
    expect(read(text).instructions).toEqual(instructions);
  });

  it.each([
    'I got this by email',
    'sent by email yesterday',
    'the list dana mailed, by emails and phone',
    'the roster of last year is attached to the ticket',
    'we only updated the phones',
    'the old ids are wrong, I fixed them',
    'from the other day',
    '',
  ])('only talk: %s', (text) => {
    expect(read(text).instructions).toEqual({});
  });

  it('a roster names its organization', () => {
    expect(read('roster 12').organizationId).toBe(12);
    expect(read('roster for org 12').organizationId).toBe(12);
    expect(read('roster Acme Ltd').organizationName?.candidates).toContain('Acme Ltd');
    expect(read('roster of "Acme Ltd"').organizationName?.candidates).toEqual(['Acme Ltd']);
  });
});
