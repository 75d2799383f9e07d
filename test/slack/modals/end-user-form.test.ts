import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkView } from '../../../playground/fake-slack/fake-slack.ts';
import { columnFields } from '../../../src/model/columns.ts';
import { addEndUserForm, editEndUserForm } from '../../../src/slack/modals/end-user-form.ts';
import { readIds, writeIds } from '../../../src/slack/modals/metadata.ts';
import { type Modal, messageModal } from '../../../src/slack/modals/modal.ts';
import { ana, valuesOf } from '../../../src/slack/sample-views/an-end-user.ts';
import { everyView } from '../../../src/slack/sample-views/every-view.ts';
import { fieldGroups } from '../../../src/slack/views/end-users/end-user-fields.ts';
import { runs, seed } from '../../runs.ts';

const organization = (index: number, name: string) => ({ id: index + 1, name });

/** Every form, with this text wherever others write one. */
function everyForm(foreign: string, count: number): Modal[] {
  const flags = { notification_billing: null, notification_marketing: 'true', notification_reports: 'false' };
  const values = { ...valuesOf(foreign), ...flags };
  const of = { id: count, organization: { id: count, name: foreign }, lastOperationId: count };
  const many = Array.from({ length: 100 }, (_, index) => organization(index, foreign));
  return [
    editEndUserForm({ ...of, values }, many),
    editEndUserForm({ ...of, values: valuesOf(null) }, null),
    addEndUserForm(many, count),
    addEndUserForm([organization(0, foreign)], count),
  ];
}

describe('the forms of an end user', () => {
  it('for editing', () => {
    expect(stringify(editEndUserForm(ana, [ana.organization]), { lineWidth: 0 })).toMatchSnapshot();
  });

  it('for adding, with a menu of organizations or the only one', () => {
    const all = [organization(0, 'Acme Ltd'), organization(1, 'Beta & Söhne')];
    const [menu, ...rest] = addEndUserForm(all, 1046).blocks;
    expect(stringify(menu)).toMatchSnapshot();
    const [said, ...same] = addEndUserForm(all.slice(1), 1046).blocks;
    expect(stringify(said)).toMatchSnapshot();
    expect(same).toEqual(rest);
  });

  it('for editing, with a menu of organizations, or a search in many, if there is another one', () => {
    const menuOf = (organizations: Parameters<typeof editEndUserForm>[1]) =>
      editEndUserForm(ana, organizations).blocks.find((block) => block.block_id === 'organization');
    expect(menuOf([ana.organization])).toBeUndefined();
    const current = { text: expect.objectContaining({ text: 'Acme Ltd · 12' }), value: '12' };
    expect(menuOf([ana.organization, organization(12, 'Beta')])).toMatchObject({
      element: {
        type: 'static_select',
        initial_option: current,
        options: [current, { text: { text: 'Beta · 13' }, value: '13' }],
      },
    });
    expect(menuOf(null)).toMatchObject({
      element: { type: 'external_select', initial_option: current, min_query_length: 0 },
    });
  });

  it('have every field once', () => {
    const shown = fieldGroups.flatMap((group) => group.fields.map(({ field }) => field));
    expect([...shown].sort()).toEqual([...columnFields].sort());
    for (const form of [
      editEndUserForm(ana, [ana.organization]),
      addEndUserForm([organization(0, 'Acme')], 1),
    ]) {
      const inputs = form.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
      expect(inputs).toEqual(shown);
    }
  });

  it('never cut a value: one that an input would change is shown as text instead', () => {
    for (const notes of ['x'.repeat(3_001), '👩'.repeat(1_501), 'a\u0000', 'a\u001b[0m', 'half \ud83d']) {
      const { blocks } = editEndUserForm({ ...ana, values: { ...ana.values, notes } }, null);
      expect(blocks.some((block) => block.block_id === 'notes')).toBe(false);
      expect(JSON.stringify(blocks)).toContain('Notes: ');
    }
    for (const notes of ['x'.repeat(3_000), '👩'.repeat(1_500), 'a\r\n\tb', '👩‍👩‍👧‍👦']) {
      const { blocks } = editEndUserForm({ ...ana, values: { ...ana.values, notes } }, null);
      expect(blocks.find((block) => block.block_id === 'notes')).toMatchObject({
        element: { initial_value: notes },
      });
    }
  });

  it('have a multiline input for every value with line breaks', () => {
    const { blocks } = editEndUserForm({ ...ana, values: { ...ana.values, title: 'one\ntwo' } }, null);
    const multiline = (id: string) => blocks.find((block) => block.block_id === id);
    expect(multiline('title')).toMatchObject({ element: { multiline: true } });
    expect(multiline('city')).toMatchObject({ element: { multiline: false } });
  });

  it.each([
    ['a name', 'Acme Ltd'],
    ['nothing', ''],
    ['white space', ' \t\r\n '],
    ['65,535 letters', 'W'.repeat(65_535)],
    ['255 characters that are escaped', '&'.repeat(255)],
    ['3,000 characters of two units', '👩'.repeat(1_500)],
    ['control characters', '\u0000\u202e'.repeat(100)],
    ['markup', '<!channel> *b* <https://evil.example|click> :smile:'],
  ])("keep within Slack's limits when every text is %s", (_, foreign) => {
    for (const form of everyForm(foreign, Number.MAX_SAFE_INTEGER)) expect(checkView(form)).toEqual([]);
  });

  it("keep within Slack's limits whatever the texts are, and have no markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), (foreign, count) => {
        for (const form of everyForm(foreign, count)) {
          expect(checkView(form)).toEqual([]);
          expect(JSON.stringify(form)).not.toContain('"mrkdwn"');
        }
      }),
      { numRuns: runs(30), seed: seed() },
    );
  });

  it('keep only ids in their metadata', () => {
    for (const form of everyForm('Acme Ltd', 7)) expect(form.private_metadata).toMatch(/^\d+(\.\d+)?$/);
    expect(readIds(writeIds(1045, 88))).toEqual([1045, 88]);
    for (const text of ['', '1045.', '.88', '-1', '1e3', '1045.x', ' 1', '1'.repeat(16), '{"id":1}']) {
      expect(readIds(text)).toEqual([]);
    }
  });
});

it('every message that a form shows fits into a modal', () => {
  const said = everyView({ foreign: '&'.repeat(255), count: 10_000, length: 200 });
  const endings = said.filter(({ name }) =>
    /^(end user|permission denied|internal error|still saving)/.test(name),
  );
  expect(endings.length).toBeGreaterThan(5);
  for (const { view } of endings) expect(checkView(messageModal('Edit end user', view))).toEqual([]);
});
