import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureJsonObject } from '../../src/model/json-object.ts';

const nested = (depth: number): string => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
const faultOf = (text: string): string => {
  const measured = measureJsonObject(text);
  return typeof measured === 'number' ? 'none' : measured.problem;
};

describe('a JSON object that the database keeps as it is meant', () => {
  it.each([
    '{}',
    '{"Badge":"12"}',
    ' { "a" : [1, -2.50, true, null, "x\\n\\u00e9\\ud83d\\ude00"], "b": {"c": {}} } ',
    '{"a":{"x":1},"b":{"x":2},"c":["x","x"]}',
    '{"":0,"a":100000000000000000000,"b":0.000001,"c":1.5e3,"d":-0}',
    '{"a\\"b":"}{][,:","__proto__":1}',
    nested(32),
  ])('%.60s', (text) => {
    expect(faultOf(text)).toBe('none');
  });

  it('is any that JSON.stringify writes of strings, flags and small numbers', () => {
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
        expect(faultOf(text)).toBe('none');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a JSON object that it would not keep', () => {
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
  ])('is none: %s', (text) => {
    expect(faultOf(text)).toBe(`"${text}" is no JSON object such as {"Badge":"12"}`);
  });

  it.each([
    ['{"a":"x\\u0000"}', "holds the character \\u0000, which can't be kept"],
    ['{"\\u0000":1}', "holds the character \\u0000, which can't be kept"],
    ['{"a":"\\ud83d"}', 'holds half of a character (\\ud800 to \\udfff)'],
    ['{"a":"\\ude00\\ud83d"}', 'holds half of a character (\\ud800 to \\udfff)'],
    ['{"a":1,"b":2,"a":3}', 'has the name "a" twice'],
    ['{"a":"x","a":"x"}', 'has the name "a" twice'],
    ['{"x":{"é":1,"\\u00e9":2}}', 'has the name "é" twice'],
    [nested(33), 'is nested more than 32 deep'],
    [`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'is nested more than 32 deep'],
    [
      '{"a":12345678901234567890}',
      'has the number "12345678901234567890", which can\'t be kept exactly: put it in quotes',
    ],
    [
      '{"a":[0.1234567890123456789]}',
      'has the number "0.1234567890123456789", which can\'t be kept exactly: put it in quotes',
    ],
    ['{"a":1e400}', 'has the number "1e400", which can\'t be kept exactly: put it in quotes'],
    ['{"a":1e-400}', 'has the number "1e-400", which can\'t be kept exactly: put it in quotes'],
    ['{"a":-1E+30}', 'has the number "-1E+30", which can\'t be kept exactly: put it in quotes'],
  ])('%.60s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});

it('is measured in the widest form in which Postgres gives it back', () => {
  // As select '…'::jsonb::text: {"a": [1, 2], "b": 1500}
  expect(measureJsonObject('{"a":[1,2],"b":1.5e3}')).toBe('{"a": [1, 2], "b": 1500}'.length);
  expect(measureJsonObject('{  "é":"ü"  }')).toBeGreaterThanOrEqual(Buffer.byteLength('{"é": "ü"}'));
});
