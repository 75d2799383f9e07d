import { describe, expect, it } from 'vitest';
import type { Import } from '../../../src/model/import.ts';
import type { SettingChange, SettingName, Settings } from '../../../src/model/settings.ts';
import { commands, usageOf } from '../../../src/slack/commands/commands.ts';
import { posted } from '../../../src/slack/sample-views/an-export.ts';
import { anImport, plain, plan, undo } from '../../../src/slack/sample-views/an-import.ts';
import {
  accessGranted,
  accessRevoked,
  memberNotNamed,
  notGrantable,
} from '../../../src/slack/views/admin/access-changed.ts';
import { accessList } from '../../../src/slack/views/admin/access-list.ts';
import { outsiderDenied, permissionDenied } from '../../../src/slack/views/admin/permission-denied.ts';
import { settingsList } from '../../../src/slack/views/admin/settings-list.ts';
import { downloadsList } from '../../../src/slack/views/export/downloads-list.ts';
import { alreadyDecided } from '../../../src/slack/views/import/already-decided.ts';
import { problemFileComment } from '../../../src/slack/views/import/problem-file-comment.ts';
import { problemFileLost } from '../../../src/slack/views/import/problem-file-lost.ts';
import { resultDetail } from '../../../src/slack/views/import/result-detail.ts';
import { resultNotFound } from '../../../src/slack/views/import/result-not-found.ts';
import { resultsList, shownResults } from '../../../src/slack/views/import/results-list.ts';
import { help } from '../../../src/slack/views/notices/help.ts';
import { internalError } from '../../../src/slack/views/notices/internal-error.ts';
import { invalidCommand } from '../../../src/slack/views/notices/invalid-command.ts';
import { stillWorking } from '../../../src/slack/views/notices/still-working.ts';
import { welcome } from '../../../src/slack/views/notices/welcome.ts';
import { noOrganizationYet } from '../../../src/slack/views/organizations/no-organization-yet.ts';
import { organizationAdded } from '../../../src/slack/views/organizations/organization-added.ts';
import { organizationExists } from '../../../src/slack/views/organizations/organization-exists.ts';
import { organizationNameTooLong } from '../../../src/slack/views/organizations/organization-name-too-long.ts';
import {
  commandFor,
  organizationNotFound,
} from '../../../src/slack/views/organizations/organization-not-found.ts';
import {
  organizationsList,
  shownOrganizations,
} from '../../../src/slack/views/organizations/organizations-list.ts';
import { shown } from './shown.ts';

const acme = { id: 12, name: 'Acme Ltd' };
const applied: Import = { ...anImport, state: 'applied', plan, decidedBy: 'U0DANA', applyMs: 1234 };

describe('replies to commands', () => {
  it('help, with every command of the table', () => {
    expect(shown(help())).toMatchSnapshot();
    const code = JSON.stringify(help().blocks);
    for (const row of commands) expect(code).toContain(JSON.stringify(usageOf(row)));
  });

  it('a command that does not exist', () => {
    expect(
      shown(invalidCommand({ name: 'mistyped', typed: 'exprot 12', meant: 'export 12' })),
    ).toMatchSnapshot();
    expect(invalidCommand({ name: 'mistyped', typed: 'sing', meant: null }).text).not.toContain(
      'Did you mean',
    );
  });

  it('a command with a missing argument', () => {
    expect(shown(invalidCommand({ name: 'incomplete', command: 'export' }))).toMatchSnapshot();
  });

  it('the organizations', () => {
    const organizations = [acme, { id: 13, name: 'Beta & Söhne' }];
    expect(shown(organizationsList({ organizations, total: 2, search: '', page: 0 }))).toMatchSnapshot();
    expect(
      shown(organizationsList({ organizations: [acme], total: 1, search: 'acme', page: 0 })),
    ).toMatchSnapshot();
  });

  it('many organizations: a page of them', () => {
    const organizations = Array.from({ length: 200 }, (_, id) => ({ id, name: `Company ${id}` }));
    const { text } = organizationsList({ organizations, total: 3120, search: '', page: 1 });
    expect(text).toContain('3,120 organizations, page 2');
    expect(text.match(/• `\d+` · Company/g)).toHaveLength(shownOrganizations);
    expect(text).toContain('[ Previous ]  [ Next ]');
  });

  it('a search that matches no organization', () => {
    expect(
      shown(organizationsList({ organizations: [], total: 0, search: 'zzz', page: 0 })),
    ).toMatchSnapshot();
  });

  it('an organization that was added, or already exists', () => {
    expect(shown(organizationAdded(acme))).toMatchSnapshot();
    expect(shown(organizationExists({ ...acme, archived: false }))).toMatchSnapshot();
  });

  it('a name that is too long', () => {
    expect(shown(organizationNameTooLong('Acme '.repeat(60), 300))).toMatchSnapshot();
  });

  it('no organizations yet, and an organization that does not exist', () => {
    expect(shown(noOrganizationYet())).toMatchSnapshot();
    expect(
      shown(
        organizationNotFound(
          { by: 'name', name: 'Acmee' },
          [acme],
          commandFor((id) => `export ${id}`),
        ),
      ),
    ).toMatchSnapshot();
    expect(shown(organizationNotFound({ by: 'id', id: 999 }, [], commandFor(String)))).toMatchSnapshot();
  });

  it('the latest imports', () => {
    const states = [
      applied,
      { ...anImport, id: 183, state: 'planned' as const, plan },
      { ...anImport, id: 182, state: 'refused' as const },
      { ...anImport, id: 181, state: 'cancelled' as const, decidedBy: 'U0DANA' },
      { ...anImport, id: 180, state: 'failed' as const },
      { ...anImport, id: 179, state: 'reading' as const },
      { ...anImport, id: 178, state: 'planning' as const, plan },
      { ...anImport, id: 177, state: 'undoing' as const, plan },
      { ...anImport, id: 176, state: 'undone' as const, plan, undo },
      { ...anImport, id: 175, state: 'redoing' as const, plan, undo },
      { ...anImport, id: 174, state: 'cancelled' as const },
    ];
    const listed = states.map((record) => ({
      record,
      thread: 'https://acme.slack.com/archives/C0ENDUSERS/p1795354627000100',
      problemFile: record.id === 183 ? 'https://acme.slack.com/files/U0BOT/F1/problems.csv' : null,
      mayDecide: true,
      mayUndo: true,
    }));
    for (const page of [0, 1, 2])
      expect(
        shown(
          resultsList(listed.slice(page * shownResults, (page + 1) * shownResults), {
            page,
            hasNext: page < 2,
          }),
        ),
      ).toMatchSnapshot();
    expect(shown(resultsList([], { page: 0, hasNext: false }))).toMatchSnapshot();
  });

  it('one import in detail', () => {
    expect(shown(resultDetail(applied))).toMatchSnapshot();
    expect(shown(resultDetail({ ...anImport, state: 'failed', reason: 'k3f9-22' }))).toMatchSnapshot();
    expect(resultDetail({ ...anImport, state: 'refused', reason: 'it is empty' }).text).toContain(
      'It is empty.',
    );
    expect(resultDetail({ ...anImport, state: 'cancelled', plan }).text).toContain(
      '✋ Expired: no one decided within 14 days. Nothing was changed.',
    );
    expect(resultDetail({ ...anImport, state: 'planned', plan }).text).toContain('\nPlan: 42 new');
    expect(resultDetail({ ...anImport, state: 'reading' }).text).toContain('being read');
    expect(shown(resultNotFound(999))).toMatchSnapshot();
  });

  it('past exports', () => {
    expect(
      shown(
        downloadsList(
          [
            { record: posted, thread: 'https://acme.slack.com/archives/C0ENDUSERS/p1795354627000100' },
            { record: { ...posted, kind: 'template', permalink: null }, thread: null },
          ],
          { page: 0, hasNext: true },
        ),
      ),
    ).toMatchSnapshot();
    expect(shown(downloadsList([], { page: 0, hasNext: false }))).toMatchSnapshot();
  });
});

describe('replies to admins', () => {
  it('who can do what', () => {
    const grants = [
      { memberId: 'U0ANA', role: 'admin', kind: 'member' },
      { memberId: 'U0BO', role: 'view', kind: 'deactivated' },
    ] as const;
    expect(shown(accessList({ grants, total: 2, defaultRole: 'view', page: 0 }))).toMatchSnapshot();
    expect(accessList({ grants, total: 40, defaultRole: 'none', page: 0 }).text).toContain('[ Next ]');
  });

  it('a role granted, revoked, or impossible to grant', () => {
    const ana = { memberId: 'U0ANA', role: 'edit' } as const;
    expect(shown(accessGranted(ana, 'none', false))).toMatchSnapshot();
    const left = { revoked: 'edit', defaultRole: 'view' } as const;
    expect(shown(accessRevoked('U0ANA', left, { kind: 'member', isSlackAdmin: false }))).toMatchSnapshot();
    expect(shown(notGrantable('U0ANA', 'guest'))).toMatchSnapshot();
    expect(shown(memberNotNamed('ana', 'access grant'))).toMatchSnapshot();
    expect(memberNotNamed('ana', 'access revoke').text).toContain('`/endusers access revoke @member`');
  });

  it('the settings, and a changed one', () => {
    const now = {
      apply: 'at once',
      defaultRole: 'view',
      businessName: 'Harbor Support',
      details: 'members only',
      matchBy: 'contact_id',
      secondPersonAbove: null,
    } as const;
    expect(shown(settingsList(now, null))).toMatchSnapshot();
    const change = { setting: 'defaultRole', value: 'view' } as const;
    expect(shown(settingsList(now, { outcome: 'read', change }))).toMatchSnapshot();
  });

  const untouched: Settings = {
    apply: 'at once',
    defaultRole: 'view',
    businessName: null,
    details: 'members only',
    matchBy: 'contact_id',
    secondPersonAbove: null,
  };

  it.each<[Partial<Settings>, keyof Settings, string]>([
    [
      { details: 'members only', matchBy: 'contact_id' },
      'details',
      '✅ `details` is now members only: channels with guests or of several workspaces show only numbers.',
    ],
    [
      { details: 'in the channel' },
      'details',
      '✅ `details` is now in the channel: channels show names and values, unless they are shared with another company.',
    ],
    [
      { details: 'approvers only' },
      'details',
      '✅ `details` is now approvers only: channels show only numbers, and members who may approve see names and values privately.',
    ],
    [
      { apply: 'at once' },
      'apply',
      '✅ `apply` is now at once: plans without problems, warnings, or choices are applied automatically.',
    ],
    [
      { apply: 'after approval' },
      'apply',
      '✅ `apply` is now after approval: every plan waits until a member approves it.',
    ],
    [
      { defaultRole: 'none' },
      'defaultRole',
      "✅ `default role` is now none: members without a granted role can't use the app.",
    ],
    [
      { businessName: 'Harbor' },
      'businessName',
      '✅ `business name` is now Harbor: files with all organizations are named after it.',
    ],
    [
      { businessName: null },
      'businessName',
      '✅ `business name` is now not set: files with all organizations are named after the id of the workspace.',
    ],
  ])('a setting that was changed: what it means, in one line, for %j', (value, setting, text) => {
    const settings: Settings = { ...untouched, ...value };
    const change = { setting, value: settings[setting] } as SettingChange;
    expect(settingsList(settings, { outcome: 'read', change }).text).toBe(text);
  });

  it('a setting that was not changed: what it can be', () => {
    const settings = untouched;
    const rejected = (name: SettingName, typed: string, meant: string | null = null) =>
      settingsList(settings, { outcome: 'wrong value', name, typed, meant }).text;
    expect(rejected('apply', 'never')).toMatch(
      /^`apply` can't be `never`\. Nothing was changed\.\n`apply` can be `after approval` or `at once`\./,
    );
    expect(rejected('default role', '')).toMatch(/^`default role` can be `none`, `view`, or `edit`\./);
    expect(rejected('default role', 'edti', 'edit')).toContain(
      'Did you mean `/endusers settings default role edit`?',
    );
  });
});

describe('other short messages', () => {
  it('a file of rows to fix', () => {
    expect(shown(problemFileComment({ ...anImport, state: 'planned', plan }))).toMatchSnapshot();
    const rows = { ...plan, ...plain, leftOut: 1 };
    expect(shown(problemFileComment({ ...anImport, state: 'planned', plan: rows }))).toMatchSnapshot();
    const cells = { ...plan, leftOut: 0, damagedCells: 1 };
    expect(problemFileComment({ ...anImport, state: 'planned', plan: cells }).text).toMatch(
      /^1 damaged cell\. The column/,
    );
  });

  it('a click on a plan that was already decided or replaced', () => {
    expect(shown(alreadyDecided(applied))).toMatchSnapshot();
    for (const state of ['planned', 'planning', 'reading'] as const) {
      expect(alreadyDecided({ ...applied, state }).text).toContain(
        'That plan of import 184 is out of date. Your click changed nothing.',
      );
    }
    expect(shown(alreadyDecided({ ...applied, state: 'planned' }))).toMatchSnapshot();
  });

  it('a missing role, and who can grant it', () => {
    expect(shown(permissionDenied('import', ['U0ANA', 'U0BO']))).toMatchSnapshot();
    expect(permissionDenied('import', ['U0ANA']).text).toContain('\nAsk <@U0ANA> for it.');
    expect(shown(permissionDenied('undo any', []))).toMatchSnapshot();
    expect(shown(outsiderDenied())).toMatchSnapshot();
  });

  it('an answer that takes longer than Slack waits', () => {
    expect(shown(stillWorking())).toMatchSnapshot();
  });

  it('a failure', () => {
    expect(shown(internalError('k3f9-22'))).toMatchSnapshot();
  });

  it('a problem file that could not be posted', () => {
    expect(shown(problemFileLost('k3f9-22'))).toMatchSnapshot();
    expect(shown(problemFileLost(null))).toMatchSnapshot();
  });

  it('the first message in a channel', () => {
    expect(shown(welcome())).toMatchSnapshot();
  });
});
