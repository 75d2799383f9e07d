import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/slack/commands/parse-command.ts';
import { quoted } from '../../../src/slack/commands/split-words.ts';
import { runs, seed } from '../../runs.ts';

const id = (of: number) => ({ by: 'id', id: of });
const named = (name: string) => ({ by: 'name', name });

describe('a command that a member types', () => {
  it.each(['', '   ', '/endusers'])('asks what to do next: %j', (text) => {
    expect(parseCommand(text)).toEqual({ name: 'start' });
  });

  it.each(['help', 'HELP', '?', '--help', 'help export', '/endusers help', 'endusers help'])(
    'asks for help: %j',
    (text) => {
      expect(parseCommand(text)).toEqual({ name: 'help' });
    },
  );

  it.each([
    ['export 12', id(12)],
    ['Export   12 ', id(12)],
    ['export #12', id(12)],
    ['export org 12', id(12)],
    ['export organisation #12', id(12)],
    ['exports customer 12', id(12)],
    ['export &lt;12&gt;', id(12)],
    ['export [org 12]', id(12)],
    ['export &lt;all&gt;', 'all'],
    ['export <Acme>', named('<Acme>')],
    ['export "<12>"', named('<12>')],
    ['export all', 'all'],
    ['exports ALL', 'all'],
    ['export all organizations', 'all'],
    ['export *', 'all'],
    ['/endusers export all', 'all'],
    ['export Acme', named('Acme')],
    ['export Acme   Ltd', named('Acme Ltd')],
    ['export "Acme Ltd"', named('Acme Ltd')],
    ['export “Acme Ltd”', named('Acme Ltd')],
    ['export ”Acme Ltd”', named('Acme Ltd')],
    ['export „Acme Ltd“', named('Acme Ltd')],
    ['export "Acme Ltd”', named('Acme Ltd')],
    ['export ‘Acme Ltd’', named('Acme Ltd')],
    ["export 'Acme Ltd'", named('Acme Ltd')],
    ['export «Acme Ltd»', named('Acme Ltd')],
    ['export »Acme Ltd«', named('Acme Ltd')],
    ['export “Acme Ltd', named('Acme Ltd')],
    ["export O'Brien & Sons", named("O'Brien & Sons")],
    ["export 't Hooft BV", named("'t Hooft BV")],
    ['export O’Brien', named('O’Brien')],
    ['export Beta &amp; Söhne', named('Beta & Söhne')],
    ['export "Bob ""Bo"" Ltd"', named('Bob "Bo" Ltd')],
    ['export "The “Best” Ltd"', named('The “Best” Ltd')],
    ['export "all"', named('all')],
    ['export "12"', named('12')],
    ['export "Private"', named('Private')],
    ['export Private Bank', named('Private Bank')],
    ['export 12 Monkeys', named('12 Monkeys')],
    ['export 1234567890123456', named('1234567890123456')],
  ])('%s exports %j', (text, of) => {
    expect(parseCommand(text)).toEqual({ name: 'export', of, isPrivate: false });
  });

  it.each([
    ['export orgs', {}],
    ['export list of organisations', {}],
    ['export orgs archived private', { archived: true, isPrivate: true }],
  ])('%s exports the list of organizations', (text, more) => {
    const all = { name: 'export', of: 'all', ofOrganizations: true, isPrivate: false };
    expect(parseCommand(text)).toEqual({ ...all, ...more });
  });

  it('there is no list of organizations of the past', () => {
    expect(parseCommand('export orgs as of 2026-11-20')).toMatchObject({
      name: 'mistyped',
      meant: 'export orgs',
    });
  });

  it.each([
    ['org rename 12 to Acme Group', id(12), 'Acme Group', false],
    ['org rename 12 Acme Group', id(12), 'Acme Group', false],
    ['rename organization 12 to Acme', id(12), 'Acme', false],
    ['org rename org 12 to Route to Market', id(12), 'Route to Market', false],
    ['org rename "Go To Market" to "Go & Co"', named('Go To Market'), 'Go & Co', false],
    ['org rename Acme Ltd to Acme GmbH', named('Acme Ltd'), 'Acme GmbH', false],
    ['org rename 12 to "Acme Ltd." anyway', id(12), 'Acme Ltd.', true],
    ['org rename 12 to Anyway', id(12), 'Anyway', false],
  ])('%s renames %j', (text, of, organizationName, anyway) => {
    const command = { name: 'org rename', of, organizationName, ...(anyway && { anyway: true }) };
    expect(parseCommand(text)).toEqual(command);
  });

  it.each(['org rename', 'org rename 12', 'org rename 12 to', 'org rename Go To Market to Goto'])(
    '%s asks which organization, and for its name',
    (text) => {
      expect(parseCommand(text)).toEqual({ name: 'incomplete', command: 'org rename' });
    },
  );

  it.each([
    ['org archive 12', { name: 'org archive', of: id(12) }],
    ['archive org Acme Ltd', { name: 'org archive', of: named('Acme Ltd') }],
    ['org restore "Acme Ltd"', { name: 'org restore', of: named('Acme Ltd') }],
    ['org add "Acme Ltd." anyway', { name: 'org add', organizationName: 'Acme Ltd.', anyway: true }],
    ['org add Anyway', { name: 'org add', organizationName: 'Anyway' }],
  ])('%s', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  it.each([
    ['export all private', 'all'],
    ['export 12 Private', id(12)],
    ['export Acme Ltd privately', named('Acme Ltd')],
    ['export "Acme Ltd" [private]', named('Acme Ltd')],
    ['export "private" private', named('private')],
  ])('%s exports %j as a direct message', (text, of) => {
    expect(parseCommand(text)).toEqual({ name: 'export', of, isPrivate: true });
  });

  it.each([
    ['export 12 with custom', id(12), false],
    ['export all With Custom fields', 'all', false],
    ['export all with custom private', 'all', true],
    ['export "Acme Ltd" private with custom_fields', named('Acme Ltd'), true],
    ['export 12 [with custom] [private]', id(12), true],
    ['export "with custom" with custom', named('with custom'), false],
  ])('%s exports %j with a column for each custom field', (text, of, isPrivate) => {
    expect(parseCommand(text)).toEqual({ name: 'export', of, isPrivate, withCustom: true });
  });

  it.each([
    ['export all with old ids', 'all', {}],
    ['export Acme Ltd private with old ids', named('Acme Ltd'), { isPrivate: true }],
    ['export 12 [with custom] [with old ids]', id(12), { withCustom: true }],
    ['export "with old ids" with old ids', named('with old ids'), {}],
  ])('%s exports %j with old ids', (text, of, options) => {
    expect(parseCommand(text)).toEqual({
      name: 'export',
      of,
      isPrivate: false,
      withOldIds: true,
      ...options,
    });
  });

  it.each(['Dealing with custom', '"12 with custom"', 'Custom'])(
    'export %s is about an organization',
    (text) => {
      expect(parseCommand(`export ${text}`)).not.toMatchObject({ of: { by: 'id' } });
    },
  );

  const day = { kind: 'as of', day: '2026-11-20', minute: null };
  it.each([
    ['export 12 as of 2026-11-20', id(12), { moment: day }],
    ['export 12 as of 2026-11-20 14:30', id(12), { moment: { ...day, minute: 870 } }],
    ['export acme ltd As Of 2026-11-20 14:30 UTC', named('acme ltd'), { moment: { ...day, minute: 870 } }],
    ['export all before 184', 'all', { moment: { kind: 'before', importId: 184 } }],
    ['export 12 before import #184', id(12), { moment: { kind: 'before', importId: 184 } }],
    [
      'export 12 with custom as of 2026-11-20 private',
      id(12),
      { moment: day, withCustom: true, isPrivate: true },
    ],
    ['export 12 private before 184 with custom', id(12), { withCustom: true, isPrivate: true }],
    ['export 12 [as of 2026-11-20] [private]', id(12), { moment: day, isPrivate: true }],
    ['export 12 as of yesterday', id(12), { moment: { kind: 'unreadable', typed: 'yesterday' } }],
    ['export 12 as of', id(12), { moment: { kind: 'unreadable', typed: '' } }],
  ])('%s asks for the past', (text, of, options) => {
    expect(parseCommand(text)).toMatchObject({ name: 'export', of, isPrivate: false, ...options });
  });

  it.each([
    'export "Day before 12"',
    'export "Ltd as of 2026-11-20"',
    'export Just before',
    'export as Acme',
  ])('%s asks for no moment', (text) => {
    expect(parseCommand(text)).not.toHaveProperty('moment');
    expect(parseCommand(text)).toMatchObject({ of: { by: 'name' } });
  });

  it.each([
    ['template', null],
    ['template all', null],
    ['template 12', id(12)],
    ['Templates "Acme Ltd"', named('Acme Ltd')],
  ])('%s asks for a template of %j', (text, of) => {
    expect(parseCommand(text)).toEqual({ name: 'template', of });
  });

  it.each([
    ['import', null],
    ['imports org 12', id(12)],
    ['import acme ltd', named('acme ltd')],
  ])('%s asks for an export of %j to edit', (text, of) => {
    expect(parseCommand(text)).toEqual({ name: 'import', of });
  });

  it.each([
    ['orgs', ''],
    ['org', ''],
    ['organisations', ''],
    ['Organizations Acme Ltd', 'Acme Ltd'],
    ['org list acme', 'acme'],
    ['org "add"', 'add'],
  ])('%s lists the organizations with %j', (text, search) => {
    expect(parseCommand(text)).toEqual({ name: 'orgs', search });
  });

  it.each([
    ['org add Acme Ltd', 'Acme Ltd'],
    ['org add Bob "Bo" Ltd', 'Bob "Bo" Ltd'],
    ['ORG ADD acme', 'acme'],
    ['organisation add "Acme   Ltd"', 'Acme Ltd'],
    ['add org 12', '12'],
    ['org add Acme\u0000\nLtd', 'Acme Ltd'],
  ])('%j adds the organization %j', (text, organizationName) => {
    expect(parseCommand(text)).toEqual({ name: 'org add', organizationName });
  });

  it.each([
    ['results', null],
    ['result 184', 184],
    ['results #184', 184],
    ['results import 184', 184],
    ['results [184]', 184],
  ])('%s asks for the results of import %j', (text, importId) => {
    expect(parseCommand(text)).toEqual({ name: 'results', importId });
  });

  it.each(['undo 184', 'Undo #184', 'undo import 184', 'roll back 184', 'revert import #184'])(
    '%s undoes import 184',
    (text) => {
      expect(parseCommand(text)).toEqual({ name: 'undo', importId: 184 });
    },
  );

  it.each(['downloads', 'DOWNLOADS', 'download please'])('%s lists past exports', (text) => {
    expect(parseCommand(text)).toEqual({ name: 'downloads' });
  });

  it.each(['access', 'Access list', 'rights', 'access please'])('%s asks who can do what', (text) => {
    expect(parseCommand(text)).toEqual({ name: 'access' });
  });

  const lee = { by: 'id', id: 'U0LEE0000' };

  it.each([
    ['access grant <@U0LEE0000|lee> edit', lee, 'edit'],
    ['Access Grant <@U0LEE0000> ADMIN', lee, 'admin'],
    ['grant <@U0LEE0000|Lee O. K.> the right view', lee, 'view'],
    ['grant view to <@W0LEE0000|lee>', { by: 'id', id: 'W0LEE0000' }, 'view'],
    ['access grant @lee view', { by: 'name', name: 'lee' }, 'view'],
  ])('%s grants %j the role %s', (text, to, role) => {
    expect(parseCommand(text)).toEqual({ name: 'access grant', to, role });
  });

  it.each([
    ['access revoke <@U0LEE0000|lee>', lee],
    ['revoke access <@U0LEE0000> please', lee],
    ['access revoke @lee', { by: 'name', name: 'lee' }],
  ])('%s revokes the role of %j', (text, from) => {
    expect(parseCommand(text)).toEqual({ name: 'access revoke', from });
  });

  it('reads a mention in another command as the typed name', () => {
    expect(parseCommand('org add <@U0LEE0000|lee> Ltd')).toEqual({
      name: 'org add',
      organizationName: '@lee Ltd',
    });
  });

  it('lists the settings, or changes one if more was typed', () => {
    expect(parseCommand('settings')).toEqual({ name: 'settings', wanted: null });
    expect(parseCommand('set default role view')).toMatchObject({
      name: 'settings',
      wanted: { outcome: 'read', change: { setting: 'defaultRole', value: 'view' } },
    });
  });

  it.each([
    ['export', 'export'],
    ['access grant', 'access grant'],
    ['access grant lee edit', 'access grant'],
    ['access grant <@U0LEE0000|lee>', 'access grant'],
    ['access grant <@U0LEE0000|lee> view edit', 'access grant'],
    ['access revoke lee', 'access revoke'],
    ['export private', 'export'],
    ['export ""', 'export'],
    ['org add', 'org add'],
    ['org add “ ”', 'org add'],
    ['results acme', 'results'],
    ['results 12 13', 'results'],
    ['undo', 'undo'],
    ['undo last', 'undo'],
    ['undo 183 184', 'undo'],
  ])('%s is missing an argument of %s', (text, command) => {
    expect(parseCommand(text)).toEqual({ name: 'incomplete', command });
  });

  it.each([
    ['exprot acme', 'exprot acme', 'export acme'],
    ['  Exprot   “Acme Ltd” private', 'Exprot "Acme Ltd" private', 'export "Acme Ltd" private'],
    ['ogr add Acme', 'ogr add Acme', 'org add Acme'],
    ['dowloads', 'dowloads', 'downloads'],
    ['temp 12', 'temp 12', 'template 12'],
    ['hlep', 'hlep', 'help'],
    ['reslut 4', 'reslut 4', 'results 4'],
    ['udno 4', 'udno 4', 'undo 4'],
    [
      'access grnt <@U0LEE0000|lee> edit',
      'access grnt <@U0LEE0000|lee> edit',
      'access grant <@U0LEE0000|lee> edit',
    ],
    ['setings apply at once', 'setings apply at once', 'settings apply at once'],
    ['make me a sandwich', 'make me a sandwich', null],
    ['"export 12"', '"export 12"', null],
  ])('%s is mistyped', (text, typed, meant) => {
    expect(parseCommand(text)).toEqual({ name: 'mistyped', typed, meant });
  });

  it.each([
    ['edti', 'access grant <@U0LEE0000|lee> edit'],
    ['editor', 'access grant <@U0LEE0000|lee> edit'],
    ['administrator', 'access grant <@U0LEE0000|lee> admin'],
    ['king', null],
  ])('%s is no role', (noRole, meant) => {
    const typed = `access grant <@U0LEE0000|lee> ${noRole}`;
    expect(parseCommand(typed)).toEqual({ name: 'mistyped', typed, meant, noRole });
  });

  it('never fails, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(parseCommand(text).name).toBeTypeOf('string');
        expect(parseCommand(`export ${text}`).name).toBeTypeOf('string');
      }),
      { numRuns: runs(100), seed: seed() },
    );
  });

  it('accepts any name of an organization in quotes', () => {
    const letters = fc.constantFrom(...`ab "'“”‘’«»„‚[]#*:&12 private all`);
    const name = fc
      .oneof(fc.string({ unit: letters, maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }))
      .map((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .filter((text) => text !== '' && !/&(amp|lt|gt);/.test(text));
    fc.assert(
      fc.property(name, fc.boolean(), (wanted, isPrivate) => {
        const text = `export ${quoted(wanted)}${isPrivate ? ' private' : ''}`;
        expect(parseCommand(text)).toEqual({ name: 'export', of: named(wanted), isPrivate });
      }),
      { numRuns: runs(100), seed: seed() },
    );
  });

  it('accepts the curly quotes that phones type', () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'abc 12&-.'), minLength: 1 })
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    const quotes = fc.constantFrom(['“', '”'], ['„', '“'], ['«', '»'], ['»', '«'], ['‘', '’'], ['”', '”']);
    fc.assert(
      fc.property(name, quotes, (wanted, [open, close]) => {
        expect(parseCommand(`template ${open}${wanted}${close}`)).toEqual({
          name: 'template',
          of: named(wanted),
        });
      }),
      { numRuns: runs(100), seed: seed() },
    );
  });

  // Without a rule against it each of these takes half a minute, in which nobody is answered.
  it.each(["'a ", '“a" ', '"a” ', '"', "'", '“”„'])('is parsed quickly even if it is full of %s', (piece) => {
    expect(parseCommand(`export ${piece.repeat(40_000 / piece.length)}`).name).toBe('export');
  });
});
