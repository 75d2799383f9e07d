import { describe, expect, it } from 'vitest';
import type { Export } from '../../../src/model/export.ts';
import { exportAccepted } from '../../../src/slack/views/export/export-accepted.ts';
import { exportComment } from '../../../src/slack/views/export/export-comment.ts';
import { exportMessage } from '../../../src/slack/views/export/export-message.ts';
import { anExport, posted } from './an-export.ts';
import { shown } from './shown.ts';

const all = { organizationId: null, organizationName: null };
const message = (it: Partial<Export>) => shown(exportMessage({ ...anExport, ...it }));

describe('the message of an export', () => {
  it('shows how far the file is', () => {
    expect(shown(exportMessage(anExport, { rows: 12_000, total: 31_000 }))).toMatchSnapshot();
  });

  it('says that the file is begun', () => {
    expect(exportMessage(anExport).text).toContain('Writing the file …');
    expect(exportMessage(anExport, { rows: 0, total: 0 }).text).toContain('░░░░░░░░░░ 0% · 0 of 0 end users');
    expect(exportMessage(anExport, { rows: 3, total: 2 }).text).toContain(
      '▓▓▓▓▓▓▓▓▓▓ 100% · 3 of 3 end users',
    );
  });

  it('says where the file is', () => {
    expect(message(posted)).toMatchSnapshot();
  });

  it('says it without the asking member in a direct message', () => {
    expect(message({ ...posted, ...all, isPrivate: true })).toMatchSnapshot();
  });

  it('says that there is nobody yet', () => {
    expect(exportMessage({ ...posted, rows: 0 }).text).toContain('No end users yet in Acme Ltd');
  });

  it('names an organization whose name is gone by its id', () => {
    expect(exportMessage({ ...posted, organizationName: null, rows: 1 }).text).toContain(
      '1 end user of organization 12',
    );
  });

  it('says kindly that something broke, with the reference', () => {
    expect(message({ state: 'failed', reason: 'k3f9-22' })).toMatchSnapshot();
  });
});

describe('the comment beside a file', () => {
  it('of an export says how to change many at once', () => {
    expect(shown(exportComment(posted))).toMatchSnapshot();
  });

  it('of an export for an import says how to send it back', () => {
    expect(shown(exportComment({ ...posted, forImport: true }))).toMatchSnapshot();
  });

  it('of a template says how to fill it', () => {
    expect(shown(exportComment({ ...posted, kind: 'template', rows: 1 }))).toMatchSnapshot();
    expect(shown(exportComment({ ...posted, ...all, kind: 'template', rows: 0 }))).toMatchSnapshot();
  });
});

describe('the answer to a command that asks for a file', () => {
  it.each([null, 'asked', 'bot not in channel', 'channel shared with others'] as const)(
    'says where the file comes when it is private because: %s',
    (because) => {
      expect(shown(exportAccepted(anExport, because))).toMatchSnapshot();
    },
  );

  it('says when it is a template', () => {
    expect(exportAccepted({ ...anExport, ...all, kind: 'template' }, null).text).toContain(
      'Writing a template for all organizations.',
    );
  });
});
