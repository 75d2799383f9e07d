import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureJsonObject } from '../../src/model/json-object.ts';

const nested = (depth: number): string => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
const problemOf = (text: string): string => {
  const measured = measureJsonObject(text);
  return typeof measured === 'number' ? 'none' : measured.problem;
};

describe('a JSON object that the database stores without changing its meaning', () => {
  it.each([
    '{}',
    '{"Badge":"12"}',
    ' { "a" : [1, -2.50, true, null, "x\\n\\u00e9\\ud83d\\ude00"], "b": {"c": {}} } ',
    '{"a":{"x":1},"b":{"x":2},"c":["x","x"]}',
    '{"":0,"a":100000000000000000000,"b":0.000001,"c":1.5e3,"d":-0}',
    '{"a\\"b":"}{][,:","__proto__":1}',
    nested(32),
  ])('%.60s', (text) => {
    expect(problemOf(text)).toBe('none');
  });

  it('is any object that JSON.stringify writes from strings, booleans, and small numbers', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('any'), { maxLength: 4 }),
      object: fc.dictionary(fc.string({ unit: 'grapheme' }), tie('any'), { maxKeys: 4 }),
    })).object;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (object, space) => {
        const text = JSON.stringify(object, null, space);
        fc.pre(!text.includes('\\u0000'));
        expect(problemOf(text)).toBe('none');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a text that the database could not store as a JSON object', () => {
  it.each([
    '[1]',
    '"x"',
    '12',
    'null',
    '',
    'Badge: 12',
    '{"a":1',
    "{'a':1}",
    '{"a":01}',
    '{"a":NaN}',
    '{"a":1,}',
  ])('is not a JSON object: %s', (text) => {
    expect(problemOf(text)).toBe(`"${text}" is not a JSON object like {"Badge":"12"}`);
  });

  it.each([
    ['{"a":"x\\u0000"}', "contains the character \\u0000, which can't be stored"],
    ['{"\\u0000":1}', "contains the character \\u0000, which can't be stored"],
    ['{"a":"\\ud83d"}', 'contains half of a character (\\ud800 to \\udfff)'],
    ['{"a":"\\ude00\\ud83d"}', 'contains half of a character (\\ud800 to \\udfff)'],
    ['{"a":1,"b":2,"a":3}', 'contains the name "a" twice'],
    ['{"a":"x","a":"x"}', 'contains the name "a" twice'],
    ['{"x":{"é":1,"\\u00e9":2}}', 'contains the name "é" twice'],
    [nested(33), 'is nested more than 32 levels deep'],
    [`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'is nested more than 32 levels deep'],
    [
      '{"a":12345678901234567890}',
      'contains the number "12345678901234567890", which can\'t be stored exactly: put it in quotes',
    ],
    [
      '{"a":[0.1234567890123456789]}',
      'contains the number "0.1234567890123456789", which can\'t be stored exactly: put it in quotes',
    ],
    ['{"a":1e400}', 'contains the number "1e400", which can\'t be stored exactly: put it in quotes'],
    ['{"a":1e-400}', 'contains the number "1e-400", which can\'t be stored exactly: put it in quotes'],
    ['{"a":-1E+30}', 'contains the number "-1E+30", which can\'t be stored exactly: put it in quotes'],
  ])('%.60s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

it('a JSON object is measured in the longest form in which Postgres can return it', () => {
  // The result of select '…'::jsonb::text: {"a": [1, 2], "b": 1500}
  expect(measureJsonObject('{"a":[1,2],"b":1.5e3}')).toBe('{"a": [1, 2], "b": 1500}'.length);
  expect(measureJsonObject('{  "é":"ü"  }')).toBeGreaterThanOrEqual(Buffer.byteLength('{"é": "ü"}'));
});
