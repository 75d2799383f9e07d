import { describe, expect, it } from 'vitest';
import { workspaceSettings } from '../../../src/model/settings.ts';
import { parseSetting } from '../../../src/slack/commands/parse-setting.ts';
import { splitWords } from '../../../src/slack/commands/split-words.ts';

const parse = (text: string) => parseSetting(splitWords(text));
const read = (setting: string, value: string | null) => ({ outcome: 'read', change: { setting, value } });

describe('a setting that a member types', () => {
  it.each(
    workspaceSettings.flatMap(({ setting, name, values }) =>
      (values ?? ['Harbor Support']).map((value) => ({ setting, name, value })),
    ),
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
    [`business name ${'x'.repeat(51)}`, 'business name', 'x'.repeat(51), null],
  ])('is rejected with an invalid value: %s', (text, name, typed, meant) => {
    expect(parse(text)).toEqual({ outcome: 'wrong value', name, typed, meant });
  });

  it.each([
    ['aply at once', 'apply at once'],
    ['default rolle: view', 'default role view'],
    ['busines name "A B"', 'business name "A B"'],
    ['sound on', null],
  ])('is rejected with an unknown name: %s', (typed, meant) => {
    expect(parse(typed)).toEqual({ outcome: 'unknown setting', typed, meant });
  });
});
