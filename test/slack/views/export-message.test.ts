import { describe, expect, it } from 'vitest';
import type { Export } from '../../../src/model/export.ts';
import { anExport, posted } from '../../../src/slack/sample-views/an-export.ts';
import { exportAccepted } from '../../../src/slack/views/export/export-accepted.ts';
import { exportComment } from '../../../src/slack/views/export/export-comment.ts';
import { exportMessage } from '../../../src/slack/views/export/export-message.ts';
import { shown } from './shown.ts';

const all = { organizationId: null, organizationName: null };
const message = (it: Partial<Export>) => shown(exportMessage({ ...anExport, ...it }));

describe('the message of an export', () => {
  it('shows the progress', () => {
    expect(shown(exportMessage(anExport, { rows: 12_000, total: 31_000 }))).toMatchSnapshot();
  });

  it('says that writing has started', () => {
    expect(exportMessage(anExport).text).toContain('Writing the file …');
    expect(exportMessage(anExport, { rows: 0, total: 0 }).text).toContain('░░░░░░░░░░ 0% · 0 of 0 end users');
    expect(exportMessage(anExport, { rows: 3, total: 2 }).text).toContain(
      '▓▓▓▓▓▓▓▓▓▓ 100% · 3 of 3 end users',
    );
  });

  it('says where the file is', () => {
    expect(message(posted)).toMatchSnapshot();
  });

  it('does not name the member in a direct message', () => {
    expect(message({ ...posted, ...all, isPrivate: true })).toMatchSnapshot();
  });

  it('says that there are no end users yet', () => {
    expect(exportMessage({ ...posted, rows: 0 }).text).toContain('No end users yet in Acme Ltd');
  });

  it('names an organization without a stored name by its id', () => {
    expect(exportMessage({ ...posted, organizationName: null, rows: 1 }).text).toContain(
      '1 end user of organization 12',
    );
  });

  it('apologizes for a failure, with the reference', () => {
    expect(message({ state: 'failed', reason: 'k3f9-22' })).toMatchSnapshot();
  });
});

describe('the comment on a file', () => {
  it('of an export says how to change many end users at once', () => {
    expect(shown(exportComment(posted))).toMatchSnapshot();
  });

  it('of an export for an import says how to send it back', () => {
    expect(shown(exportComment({ ...posted, forImport: true }))).toMatchSnapshot();
  });

  it('of a template says how to fill it in', () => {
    expect(shown(exportComment({ ...posted, kind: 'template', rows: 1 }))).toMatchSnapshot();
    expect(shown(exportComment({ ...posted, ...all, kind: 'template', rows: 0 }))).toMatchSnapshot();
  });
});

describe('the reply to a command that exports a file', () => {
  it.each([
    null,
    'asked',
    'bot not in channel',
    'conversation not visible',
    'other company',
    'other workspaces',
    'guests',
    'setting',
  ] as const)('says where the file will be posted, and why it is private: %s', (because) => {
    expect(shown(exportAccepted(anExport, because))).toMatchSnapshot();
  });

  it('says that the file is a template', () => {
    expect(exportAccepted({ ...anExport, ...all, kind: 'template' }, null).text).toContain(
      'Writing a template for all organizations.',
    );
  });
});
