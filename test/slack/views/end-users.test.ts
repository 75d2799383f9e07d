import { describe, expect, it } from 'vitest';
import { ana, changesOf, historyEntry, valuesOf } from '../../../src/slack/sample-views/an-end-user.ts';
import { endUserChanges } from '../../../src/slack/views/end-users/end-user-changes.ts';
import { endUserDetail } from '../../../src/slack/views/end-users/end-user-detail.ts';
import { endUserNotFound } from '../../../src/slack/views/end-users/end-user-not-found.ts';
import { endUserNotSaved } from '../../../src/slack/views/end-users/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from '../../../src/slack/views/end-users/end-user-saved.ts';
import { endUsersFound } from '../../../src/slack/views/end-users/end-users-found.ts';
import { formNotOpened } from '../../../src/slack/views/end-users/form-not-opened.ts';
import { stillSaving } from '../../../src/slack/views/end-users/still-saving.ts';
import { tooManyOrganizations } from '../../../src/slack/views/organizations/too-many-organizations.ts';
import { shown } from './shown.ts';

describe('messages about end users', () => {
  it('the matches of a search, each with a button', () => {
    const endUsers = [
      { id: 1045, name: 'Ana Núñez', email: 'ana@acme.example', organizationName: 'Acme Ltd' },
      { id: 1071, name: null, email: 'anabel@beta.example', organizationName: 'Beta & Söhne' },
      { id: 1072, name: null, email: null, organizationName: 'Beta & Söhne' },
    ];
    expect(
      shown(endUsersFound({ endUsers, total: 1_203, search: 'ana', page: 1, mayEdit: true })),
    ).toMatchSnapshot();
    expect(
      shown(endUsersFound({ endUsers: [], total: 0, search: 'zzz', page: 0, mayEdit: true })),
    ).toMatchSnapshot();
  });

  it('one end user with the filled fields and the latest changes', () => {
    const changes = changesOf(6, 184);
    expect(shown(endUserDetail({ endUser: ana, changes, only: null }, true))).toMatchSnapshot();
  });

  it('another page of the changes, and those of one field', () => {
    const changes = { ...changesOf(100, 184), page: 2 };
    expect(shown(endUserChanges({ endUser: ana, changes, only: null }))).toMatchSnapshot();
    const none = { items: [historyEntry(5, 184)], page: 0, hasOlder: false };
    const cell = { field: 'phone', value: '0151 23456' } as const;
    expect(
      shown(endUserChanges({ endUser: ana, changes: none, only: '0123456789ab', cell })),
    ).toMatchSnapshot();
  });

  it('an end user without values, for a member who may only view', () => {
    const endUser = { ...ana, values: valuesOf(null) };
    expect(
      shown(endUserDetail({ endUser, changes: changesOf(0, 184), only: null }, false)),
    ).toMatchSnapshot();
  });

  it('an end user that does not exist', () => {
    expect(shown(endUserNotFound(4711))).toMatchSnapshot();
  });

  it('the result of a form', () => {
    expect(shown(endUserAdded(ana))).toMatchSnapshot();
    const sameEmail = { endUserId: 1099, endUser: 'Cy', organization: 'Beta Inc' };
    expect(shown(endUserAdded(ana, sameEmail))).toContain('⚠️ Cy · 1099 of Beta Inc has the same email.');
    expect(shown(endUserSaved(ana, ['title', 'phone']))).toMatchSnapshot();
    expect(shown(endUserSaved(ana, []))).toMatchSnapshot();
    const keys = { changed: ['Badge', 'Desk', 'Floor', 'Room'], stayed: ['Shoe size'] };
    expect(shown(endUserSaved(ana, ['title', 'custom_fields'], keys))).toMatchSnapshot();
    expect(shown(endUserNotSaved(['email "nope" is not a valid address']))).toMatchSnapshot();
    expect(shown(stillSaving())).toMatchSnapshot();
  });

  it('why no form was opened', () => {
    expect(shown(formNotOpened('edit-end-user', '1045'))).toMatchSnapshot();
    expect(shown(tooManyOrganizations(230))).toMatchSnapshot();
  });
});
