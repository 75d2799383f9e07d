import { describe, expect, it } from 'vitest';
import { workspaceSettings } from '../../../src/model/settings.ts';
import { parseSetting } from '../../../src/slack/commands/parse-setting.ts';
import { splitWords } from '../../../src/slack/commands/split-words.ts';

const parse = (text: string) => parseSetting(splitWords(text));
const read = (setting: string, value: string | number | null) => ({
  outcome: 'read',
  change: { setting, value },
});

describe('a setting that a member types', () => {
  it.each(
    workspaceSettings.flatMap(({ setting, name, values }) => {
      const free = setting === 'secondPersonAbove' ? [50] : ['Harbor Support'];
      return [...(values ?? free)].map((value) => ({ setting, name, value }));
    }),
  )('can be $name $value', ({ setting, name, value }) => {
    expect(parse(`${name} ${value}`)).toEqual(read(setting, value));
  });

  it.each([
    ['Apply: AT ONCE', read('apply', 'at once')],
    ['apply = at once', read('apply', 'at once')],
    ['apply "at once"', read('apply', 'at once')],
    ['Default Role: none', read('defaultRole', 'none')],
    ['business name "Harbor  Support"', read('businessName', 'Harbor  Support')],
    ['business name: at once', read('businessName', 'at once')],
    ['business name ""', read('businessName', null)],
    ['business name "="', read('businessName', '=')],
    [`business name ${'ä'.repeat(50)}`, read('businessName', 'ä'.repeat(50))],
    ['Second Person Above: OFF', read('secondPersonAbove', null)],
    ['second person above 1,000', read('secondPersonAbove', 1_000)],
    ['second person above = 0', read('secondPersonAbove', 0)],
  ])('is read with tolerance: %s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['apply', 'apply', '', null],
    ['apply at onec', 'apply', 'at onec', 'at once'],
    ['apply never', 'apply', 'never', null],
    ['default role admin', 'default role', 'admin', null],
    ['default role edti', 'default role', 'edti', 'edit'],
    ['business name', 'business name', '', null],
    ['second person above', 'second person above', '', null],
    ['second person above -1', 'second person above', '-1', null],
    ['second person above 1.5', 'second person above', '1.5', null],
    ['second person above 9999999999', 'second person above', '9999999999', null],
    [`business name ${'x'.repeat(51)}`, 'business name', 'x'.repeat(51), null],
  ])('is rejected with an invalid value: %s', (text, name, typed, meant) => {
    expect(parse(text)).toEqual({ outcome: 'wrong value', name, typed, meant });
  });

  it.each([
    ['aply at once', 'apply at once'],
    ['default rolle: view', 'default role view'],
    ['busines name "A B"', 'business name "A B"'],
    ['second persn above 5', 'second person above 5'],
    ['sound on', null],
  ])('is rejected with an unknown name: %s', (typed, meant) => {
    expect(parse(typed)).toEqual({ outcome: 'unknown setting', typed, meant });
  });
});
