import { describe, expect, it } from 'vitest';
import type { ImportState } from '../../../src/model/import.ts';
import type { Reading } from '../../../src/model/plan.ts';
import { anImport, plain, plan } from '../../../src/slack/sample-views/an-import.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';
import { resultDetail } from '../../../src/slack/views/import/result-detail.ts';

const read: Reading = { headerLine: 1, linesAbove: 0, columns: [{ header: 'Tel', as: 'phone' }] };
const chosen = { by: 'U0BO', at: '2026-11-28T10:00:00.000Z', isRemembered: false };
const record = (reading: Reading, state: ImportState = 'planned') =>
  ({ ...anImport, state, planNumber: 3, plan: { ...plan, ...plain, reading } }) as const;
const textOf = (reading: Reading, state?: ImportState) => importMessage(record(reading, state))!.text;

describe('the columns of a plan', () => {
  it('can be chosen on every plan that waits for a decision, also on those of older versions', () => {
    expect(textOf(read)).toContain('[ Columns… ]');
    expect(importMessage({ ...record(read), plan: { ...plan, ...plain } })?.text).toContain('[ Columns… ]');
    expect(textOf(read, 'unneeded')).not.toContain('Columns…');
  });

  it('that were chosen are said to be, and can be forgotten', () => {
    const text = textOf({ ...read, chosen });
    expect(text).toContain('Columns are read as you chose.');
    expect(text).toContain('[ Columns… ]  [ Forget ]');
  });

  it('that were chosen for an earlier file name who chose them, also in the result', () => {
    const remembered = { ...read, chosen: { ...chosen, isRemembered: true } };
    expect(textOf(remembered)).toMatch(/Columns are read as chosen by <@U0BO> on .*2026/);
    expect(resultDetail(record(remembered, 'cancelled')).text).toContain(
      'Columns are read as chosen by <@U0BO>',
    );
  });

  it('are asked for where none tells who the rows are about', () => {
    const none = { ...plan, ...plain, rows: 0, created: 0, updated: 0, unchanged: 0, leftOut: 0 };
    const text = importMessage({
      ...record(read),
      plan: { ...none, reading: { ...read, asksForColumns: true } },
    })!.text;
    expect(text).toContain('Which columns are the name and the email address?');
    expect(text).not.toContain('Apply');
    expect(text).not.toContain('Nothing to');
  });
});
