// Which workspace a request comes from, where Slack names it in different places.
import { expect, it } from 'vitest';
import { originOf } from '../../../src/slack/transport/origin-of.ts';

const [workspaceId, enterpriseId, other] = ['T0TWO', 'E0GRID', 'T0ONE'] as const;
/** As Bolt reads it from the body. */
const orgWide = { isEnterpriseInstall: true, enterpriseId, teamId: other };

it.each([
  ['an event', { team_id: workspaceId, authorizations: [{ team_id: null }] }],
  [
    'an event whose authorization names the organization',
    { team_id: workspaceId, authorizations: [{ team_id: enterpriseId }] },
  ],
  ['a command', { team_id: workspaceId }],
  ['a click in a message', { team: { id: workspaceId }, user: { team_id: enterpriseId } }],
  [
    'a click in a message without team',
    { team: null, message: { team: workspaceId }, user: { team_id: other } },
  ],
  [
    'a form',
    {
      team: null,
      view: { team_id: workspaceId, app_installed_team_id: enterpriseId },
      user: { team_id: other },
    },
  ],
  ['a click that names only the workspace of the member', { team: null, user: { team_id: workspaceId } }],
])('%s, of an org-wide installation, comes from the workspace', (_, body) => {
  expect(originOf(orgWide, body)).toEqual({ workspaceId, enterpriseId });
});

it('a request that names only the organization comes from no workspace', () => {
  const body = { team: null, user: { team_id: enterpriseId } };
  expect(originOf(orgWide, body)).toEqual({ workspaceId: undefined, enterpriseId });
});

it('any other request comes from the workspace that Bolt reads', () => {
  const body = { team_id: other, view: { team_id: other }, enterprise_id: enterpriseId };
  const source = { isEnterpriseInstall: false, enterpriseId, teamId: workspaceId };
  expect(originOf(source, body)).toEqual({ workspaceId, enterpriseId: undefined });
});

it.each<[string, object, string | undefined]>([
  ['as documented', { enterprise_id: enterpriseId, team_id: null }, undefined],
  ['with an authorization', { team_id: other }, enterpriseId],
])('an event about the access of the organization is of the organization, %s', (_, body, named) => {
  const event = { type: 'team_access_granted', team_ids: [other] };
  const source = { isEnterpriseInstall: false, teamId: other, enterpriseId: named };
  expect(originOf(source, { ...body, event })).toEqual({ workspaceId: undefined, enterpriseId });
});
