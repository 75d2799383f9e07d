import { describe, expect, it } from 'vitest';
import type { Import } from '../../../src/model/import.ts';
import type { Undo } from '../../../src/model/undo.ts';
import { anImport, plan, undo } from '../../../src/slack/sample-views/an-import.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';
import { resultDetail } from '../../../src/slack/views/import/result-detail.ts';
import { undoAccepted } from '../../../src/slack/views/import/undo-accepted.ts';
import { undoRejected } from '../../../src/slack/views/import/undo-rejected.ts';
import { shown } from './shown.ts';

const applied: Import = {
  ...anImport,
  state: 'applied',
  plan,
  planNumber: 3,
  decidedBy: 'U0DANA',
  applyMs: 1234,
};
const redo: Undo = {
  ...undo,
  removed: 0,
  restored: 41,
  keptEndUsers: 0,
  keptCells: 1,
  kept: undo.kept.slice(1, 2),
};
const nothingDone = { cells: 0, endUsers: 0, removed: 0, restored: 0 };
const viewOf = (it: Partial<Import>) => importMessage({ ...applied, ...it })!;
const say = (it: Partial<Import>) => shown(viewOf(it));

describe('the message of an import that can be undone', () => {
  it('has a button “Undo” that asks first', () => {
    expect(viewOf({}).blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'show-imported', value: 'imported 0 184' },
        { action_id: 'all-cells', value: '184.3', text: { text: 'All cells' } },
        {
          action_id: 'undo-import',
          value: '184.3',
          text: { text: 'Undo' },
          confirm: {
            title: { text: 'Undo import 184?' },
            confirm: { text: 'Undo' },
            deny: { text: 'Keep it' },
          },
        },
      ],
    });
  });

  it('has no button “Undo” if nothing was written', () => {
    expect(say({ plan: { ...plan, created: 0, updated: 0 } })).not.toContain('undo-import');
  });

  it('says who requested the undo while it runs, without buttons', () => {
    expect(say({ state: 'undoing', undoneBy: 'U0BO' })).toMatchSnapshot();
    expect(say({ state: 'undoing', undoneBy: 'U0BO' })).not.toContain('actions');
  });

  it('says that it is partly undone, by which import, and offers to undo that one too', () => {
    const [first] = undo.kept;
    const held = { ...undo, kept: [{ ...first!, importId: 190 }], keptBy: 190 };
    const found = viewOf({ state: 'undone', undo: held });
    expect(found.text).toContain('↩️ Partly undone by <@U0BO>');
    expect(found.text).toContain('changed by <@U0ANA> in import 190');
    expect(JSON.stringify(found.blocks)).toContain('Undo import 190 too');
  });

  it('names end users who were not restored, but not where people from another company can read it', () => {
    const like = { endUserId: 1077, endUser: 'Zoe Weiß' };
    const redone = { ...redo, notRestored: { count: 3, first: [{ endUser: 'Zoë Weiß', like }] } };
    expect(viewOf({ undo: redone }).text).toContain(
      '3 end users were not restored: they look like end users you have by now:\n• Zoë Weiß = Zoe Weiß · 1077',
    );
    expect(viewOf({ undo: redone, sharedOutside: true }).text).not.toContain('Weiß');
  });

  it('names emails that others have by now, and then is partly undone, but not where people from another company can read it', () => {
    const like = { endUserId: 1077, endUser: 'Bo Li' };
    const first = [{ endUserId: 1045, endUser: 'Ana Núñez', email: 'ana@acme.example', like }];
    const short = { ...redo, keptCells: 0, kept: [], emailsNotRestored: { count: 1, first } };
    const sentence =
      '1 email was not restored: another end user has it by now:\n• Ana Núñez · 1045: ana@acme.example = Bo Li · 1077';
    expect(viewOf({ undo: short }).text).toContain(sentence);
    const undone = viewOf({ state: 'undone', undo: short });
    expect(undone.text).toContain('↩️ Partly undone by');
    expect(undone.text).toContain(sentence);
    const outside = viewOf({ undo: short, sharedOutside: true }).text;
    expect(outside).toContain('1 email was not restored: another end user has it by now.');
    expect(outside).toContain('🔒');
    expect(outside).not.toContain('Bo Li');
  });

  it('names end users who were not moved back, but not where people from another company can read it', () => {
    const like = { endUserId: 1077, endUser: 'Anna' };
    const first = [{ endUserId: 1045, endUser: 'Ana Núñez', organization: 'Acme Ltd · 12', like }];
    const short = { ...redo, keptCells: 0, kept: [], movesNotRestored: { count: 1, first } };
    const undone = viewOf({ state: 'undone', undo: short }).text;
    expect(undone).toContain('↩️ Partly undone by');
    expect(undone).toContain(
      '1 end user was not moved back: someone there looks like them by now:\n• Ana Núñez · 1045: to Acme Ltd · 12 = Anna · 1077',
    );
    const outside = viewOf({ undo: short, sharedOutside: true }).text;
    expect(outside).toContain('1 end user was not moved back: someone there looks like them by now.');
    expect(outside).toContain('🔒');
    expect(outside).not.toContain('Acme');
  });

  it('says what was reverted, and what was kept because it was changed since', () => {
    expect(say({ state: 'undone', undo })).toMatchSnapshot();
  });

  it('uses the singular for one kept cell, and mentions nothing if everything was reverted', () => {
    const one = { ...undo, keptCells: 1, keptEndUsers: 0, kept: undo.kept.slice(1, 2) };
    expect(viewOf({ state: 'undone', undo: one }).text).toContain(
      '1 cell was kept because it was changed since:\n• Ana Núñez · 1045 · `title`: Chair, changed by <@U0ANA>',
    );
    const all = { ...undo, keptCells: 0, keptEndUsers: 0, kept: [] };
    expect(viewOf({ state: 'undone', undo: all }).text).not.toContain('since');
  });

  it('shows only the counts of what was kept if people from another company can read it', () => {
    const { text } = viewOf({ state: 'undone', undo, sharedOutside: true });
    expect(text).toContain(
      '1 end user and 3 cells were kept because they were changed since.\n\n🔒 People from another company',
    );
    expect(text).toContain('`/endusers results 184`');
    expect(text).not.toContain('Ana');
    expect(viewOf({ undo, sharedOutside: true }).text).not.toContain('Ana');
  });

  it('has no button “Redo” if nothing could be reverted, unless later changes hold something back', () => {
    const nothing = { ...undo, ...nothingDone, keptCells: 0, keptEndUsers: 0, kept: [] };
    const { text } = viewOf({ state: 'undone', undo: nothing });
    expect(text).toContain('↩️ Undone by <@U0BO>, but nothing was left to undo.');
    expect(text).not.toContain('[');
    const held = viewOf({ state: 'undone', undo: { ...undo, ...nothingDone } }).text;
    expect(held).toContain('↩️ Partly undone by <@U0BO>, but later changes hold all of it back.');
    expect(held).toContain('1 end user and 3 cells were kept');
    expect(held).toContain('[ Redo ]');
  });

  it('says who requested the redo while it runs', () => {
    expect(say({ state: 'redoing', undo, undoneBy: 'U0BO' })).toMatchSnapshot();
  });

  it('says who applied it again, and has a button “Undo”', () => {
    expect(say({ undo: redo })).toMatchSnapshot();
    expect(viewOf({ undo: { ...redo, ...nothingDone } }).text).toContain(': nothing was left to redo.');
  });

  it('says that the last undo or redo failed, and has the button again', () => {
    const { text } = viewOf({ reason: 'k3f9-22' });
    expect(text).toContain('during the undo. Nothing was changed.\nPlease try again.');
    expect(text).toMatch(
      /whoever runs the app: `k3f9-22`\n\n.*\n\n\[ Show them ] {2}\[ All cells ] {2}\[ Undo ]$/,
    );
    expect(viewOf({ state: 'undone', undo, reason: 'k3f9-22' }).text).toContain(
      'during the redo. Nothing was changed.',
    );
  });

  it('binds the button “Redo” to the import', () => {
    expect(viewOf({ state: 'undone', undo }).blocks.at(-1)).toMatchObject({
      elements: [{ action_id: 'redo-import', value: '184.3', text: { text: 'Redo' } }],
    });
  });

  it('is an error if the counts are missing', () => {
    expect(() => viewOf({ state: 'undone', undo: null })).toThrow('import 184 is undone without an undo');
  });
});

describe('replies to an undo or a redo', () => {
  it('that is accepted link to the thread', () => {
    expect(shown(undoAccepted(applied, 'https://acme.slack.com/archives/C1/p17000'))).toMatchSnapshot();
    expect(undoAccepted(applied, null).text).toContain('\nThe thread of import 184 will show the result.');
  });

  it('that is accepted say which of both it is', () => {
    expect(undoAccepted({ ...applied, state: 'undoing' }, null).text).toMatch(/^Undoing import 184: /);
    expect(undoAccepted({ ...applied, state: 'redoing' }, null).text).toMatch(
      /^Applying import 184 again: july-people\.csv\.\nThe thread of import 184 will show the result\.$/,
    );
  });

  it.each<[Import['state'], RegExp]>([
    ['received', /being read\nIt hasn't been applied yet, so there is nothing to undo\.$/],
    ['planned', /To cancel it: `\/endusers results 184`$/],
    ['planning', /It hasn't been applied yet/],
    ['applying', /being applied\nIt hasn't been applied yet/],
    [
      'undoing',
      /It is already being undone, requested by <@U0ANA>\. The thread of import 184 will show the result\.$/,
    ],
    ['undone', /It was already undone by <@U0BO>\. To apply it again: `\/endusers redo 184`$/],
    [
      'redoing',
      /It is still being applied again, requested by <@U0ANA>\. When that is done, you can undo it\.$/,
    ],
    ['applied', /It was applied again by <@U0BO>\. To undo it: `\/endusers undo 184`$/],
    ['cancelled', /canceled\nIt changed nothing, so there is nothing to undo\.$/],
    ['failed', /failed\nIt changed nothing/],
    ['refused', /refused\nIt changed nothing/],
  ])('that is rejected: an undo of an import that is %s', (state, reason) => {
    expect(undoRejected({ ...applied, undo, undoneBy: 'U0ANA', state }, 'undo', null).text).toMatch(reason);
  });

  it.each<[Import['state'], RegExp]>([
    ['planned', /so there is nothing to redo\. To cancel it: `\/endusers results 184`$/],
    ['undoing', /It is still being undone, requested by <@U0ANA>\. When that is done, you can redo it\.$/],
    [
      'redoing',
      /It is already being applied again, requested by <@U0ANA>\. The thread of import 184 will show the result\.$/,
    ],
    [
      'applied',
      /It was applied again by <@U0BO>, so there is nothing to redo\. To undo it: `\/endusers undo 184`$/,
    ],
    ['refused', /It changed nothing, so there is nothing to redo\.$/],
  ])('that is rejected: a redo of an import that is %s', (state, reason) => {
    expect(undoRejected({ ...applied, undo, undoneBy: 'U0ANA', state }, 'redo', null).text).toMatch(reason);
  });

  it('that is rejected: a redo of an import that was not undone', () => {
    expect(undoRejected(applied, 'redo', null).text).toContain(
      '\nIt was applied, so there is nothing to redo.',
    );
  });
});

describe('an undone import in the results', () => {
  it('says what the undo did and what was planned', () => {
    expect(shown(resultDetail({ ...applied, state: 'undone', undo }))).toMatchSnapshot();
  });

  it('says that it was applied again', () => {
    expect(resultDetail({ ...applied, undo: redo }).text).toContain('✅ Applied again by <@U0BO> in 0.4 s');
  });
});
