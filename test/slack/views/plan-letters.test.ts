import { describe, expect, it } from 'vitest';
import { encodingLabels, encodingNames, type Letters } from '../../../src/model/read-as.ts';
import { anImport, plain, plan } from '../../../src/slack/sample-views/an-import.ts';
import { importMessage } from '../../../src/slack/views/import/import-message.ts';
import { chooseEncodingAction, readEncoding } from '../../../src/slack/views/import/plan-letters.ts';
import { resultDetail } from '../../../src/slack/views/import/result-detail.ts';

const czech: Letters = { encoding: 'Windows-1250', sample: ['Jiří Dvořák', 'Plzeň'], changesAt: null };
const record = (letters: Letters | null) =>
  ({ ...anImport, state: 'planned', planNumber: 3, plan: { ...plan, ...plain, letters } }) as const;
const shownPlan = (letters: Letters | null) => importMessage(record(letters))!;

function menusOf(letters: Letters | null) {
  return shownPlan(letters).blocks.flatMap((block) => {
    if (block.type !== 'section' || block.accessory?.type !== 'static_select') return [];
    return [block.accessory];
  });
}

describe('the letters of a plan', () => {
  it('are not mentioned if the file is Unicode, or if an older version made the plan', () => {
    expect(menusOf(null)).toEqual([]);
    expect(importMessage({ ...record(null), plan: { ...plan, ...plain } })?.text).not.toContain('UTF-8');
  });

  it('are reported with the encoding, a sample, and a menu', () => {
    expect(shownPlan(czech).text).toContain(
      "⚠️ The file isn't UTF-8. I read its letters as Central European (Windows-1250).  [ Central European ▾ ]",
    );
    expect(shownPlan(czech).text).toContain(
      'They read: Jiří Dvořák · Plzeň. If that is wrong, choose another encoding.',
    );
    const [menu] = menusOf(czech);
    expect(menu?.initial_option?.text.text).toBe('Central European');
    expect(menu?.options?.map(({ text }) => text.text)).toEqual(Object.values(encodingLabels));
  });

  it('name the line where the encoding changes', () => {
    expect(shownPlan({ ...czech, changesAt: 1009 }).text).toContain(
      '⚠️ The encoding changes on line 1009: some lines are UTF-8, and I read those as UTF-8.',
    );
  });

  it('are still reported in the result', () => {
    const { text } = resultDetail({ ...record({ ...czech, changesAt: 4 }), state: 'applied', applyMs: 3 });
    expect(text).toContain('read its letters as Central European (Windows-1250)');
    expect(text).toContain('changes on line 4');
  });
});

describe('the values of the menu', () => {
  it('contain the import and the shown plan, and can be read back', () => {
    const [menu] = menusOf(czech);
    expect(menu?.action_id).toBe(chooseEncodingAction);
    expect(menu?.options?.map(({ value = '' }) => readEncoding(value))).toEqual(
      encodingNames.map((encoding) => ({ importId: 184, planNumber: 3, encoding })),
    );
  });

  it.each(['184.3.UTF-8', '184.3.toString', '184.3.', '184.Big5', 'x.3.Big5', '1841841841841841.3.Big5'])(
    'are not read if the menu has no such option: %s',
    (value) => {
      expect(readEncoding(value)).toBeNull();
    },
  );
});
