import { describe, expect, it } from 'vitest';
import { endUserDetail } from '../../../src/slack/views/end-users/end-user-detail.ts';
import { endUserNotFound } from '../../../src/slack/views/end-users/end-user-not-found.ts';
import { endUserNotSaved } from '../../../src/slack/views/end-users/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from '../../../src/slack/views/end-users/end-user-saved.ts';
import { endUsersFound } from '../../../src/slack/views/end-users/end-users-found.ts';
import { formNotOpened } from '../../../src/slack/views/end-users/form-not-opened.ts';
import { stillSaving } from '../../../src/slack/views/end-users/still-saving.ts';
import { tooManyOrganizations } from '../../../src/slack/views/organizations/too-many-organizations.ts';
import { ana, historyEntry, valuesOf } from './an-end-user.ts';
import { shown } from './shown.ts';

describe('what is said of end users', () => {
  it('those that a search found, each with a button', () => {
    const endUsers = [
      { id: 1045, name: 'Ana Núñez', email: 'ana@acme.example', organizationName: 'Acme Ltd' },
      { id: 1071, name: null, email: 'anabel@beta.example', organizationName: 'Beta & Söhne' },
      { id: 1072, name: null, email: null, organizationName: 'Beta & Söhne' },
    ];
    expect(shown(endUsersFound({ endUsers, total: 1_203, search: 'ana' }))).toMatchSnapshot();
    expect(shown(endUsersFound({ endUsers: [], total: 0, search: 'zzz' }))).toMatchSnapshot();
  });

  it('one of them, with what is filled and what was done last', () => {
    const history = [0, 1, 2, 3, 4].map((index) => historyEntry(index, 184));
    expect(shown(endUserDetail({ endUser: ana, history }, true))).toMatchSnapshot();
  });

  it('one of whom nothing is known, to somebody who may only look', () => {
    const endUser = { ...ana, values: valuesOf(null) };
    expect(shown(endUserDetail({ endUser, history: [] }, false))).toMatchSnapshot();
  });

  it('that there is none', () => {
    expect(shown(endUserNotFound(4711))).toMatchSnapshot();
  });

  it('how a form ended', () => {
    expect(shown(endUserAdded(ana))).toMatchSnapshot();
    expect(shown(endUserSaved(ana, ['title', 'phone']))).toMatchSnapshot();
    expect(shown(endUserSaved(ana, []))).toMatchSnapshot();
    expect(shown(endUserNotSaved(['"nope" is not a valid email address']))).toMatchSnapshot();
    expect(shown(stillSaving())).toMatchSnapshot();
  });

  it('why there is no form', () => {
    expect(shown(formNotOpened('edit-end-user', '1045'))).toMatchSnapshot();
    expect(shown(tooManyOrganizations(230))).toMatchSnapshot();
  });
});
