// Entries about one person are removed from what is stored for a message; those about others stay.
import { expect, it } from 'vitest';
import { namesPerson, recognizable, withoutPerson } from '../../src/model/without-person.ts';

const person = { endUserId: 7, texts: ['zoë weiß', 'zoe@x.example', 'cto'], lines: new Set([3]) };

it('entries with their id, their line, or their values go; counts and entries of others stay', () => {
  const bo = { endUserId: 8, endUser: 'Bo', field: 'email', now: 'zoe@x.example', willBe: null };
  const stored = {
    updated: 2,
    changes: [{ endUserId: 7, endUser: 'x', field: 'zip', now: '1', willBe: '2' }, bo],
    newEndUsers: [
      { line: 3, name: 'x' },
      { line: 4, name: 'Zoë Weiß' },
      { line: 5, name: 'Cy' },
    ],
    problems: [
      { line: 9, text: 'Cy looks like zoë weiß · 7 (same name)' },
      { line: 9, text: 'the director' },
    ],
    warnings: [
      {
        kind: 'nameless',
        count: 2,
        first: [
          { line: 6, text: '– · 7' },
          { line: 6, text: '– · 77' },
        ],
      },
    ],
    leftOutByMember: {
      parts: [
        { what: 'end user', name: 'Z · 7' },
        { what: 'organization', name: 'CTO' },
      ],
    },
    notRestored: { count: 1, first: [{ endUser: 'Al', like: { endUserId: 7, endUser: 'Zoë' } }] },
    reading: { columns: [{ header: 'CTO', as: 'title' }] },
  };
  expect(withoutPerson(stored, person)).toEqual({
    ...stored,
    changes: [bo],
    newEndUsers: [{ line: 5, name: 'Cy' }],
    problems: [{ line: 9, text: 'the director' }],
    warnings: [{ kind: 'nameless', count: 2, first: [{ line: 6, text: '– · 77' }] }],
    leftOutByMember: { parts: [{ what: 'organization', name: 'CTO' }] },
    notRestored: { count: 1, first: [] },
  });
});

it('a value is recognized as whole words, in any case and Unicode form, also where it was cut', () => {
  const long = recognizable('Maximiliane Freifrau von und zu Hohenlohe-Waldenburg')!;
  expect(namesPerson('MAXIMILIANE Freifrau von und zu Hohenlohe-W…', [long])).toBe(true);
  expect(namesPerson('Zoë Weiß'.normalize('NFD'), ['zoë weiß'])).toBe(true);
  expect(namesPerson('a.zoe@x.example', ['zoe@x.example'])).toBe(true);
  expect(namesPerson('director', ['cto'])).toBe(false);
  expect(recognizable('ok')).toBeNull();
});
