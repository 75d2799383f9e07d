import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureJsonObject } from '../../src/model/json-object.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed } from '../runs.ts';

const { db } = await freshDatabase();

const object = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.dictionary(fc.string({ unit: 'binary' }), tie('any'), { maxKeys: 4 }),
})).object;

it('Postgres stores every accepted object unchanged, and returns it no longer than measured', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(object, fc.boolean(), async (value, withExponents) => {
      const plain = JSON.stringify(value);
      const text = withExponents ? plain.replace(/(?<=[:,[])(-?\d{1,5})(?=[,\]}])/g, '$1e3') : plain;
      const measured = measureJsonObject(text);
      if (typeof measured !== 'number') return;
      accepted++;
      const [row] = await db.execute<{ stored: string }>(sql`select ${text}::jsonb::text as stored`);
      const { stored } = row!;
      expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(measured);
      // Postgres has no negative zero.
      expect(JSON.parse(stored)).toEqual(JSON.parse(text, (_, part) => (part === 0 ? 0 : part)));
      expect(measureJsonObject(stored)).toBeTypeOf('number');
    }),
    { numRuns: runs(500), seed: seed() },
  );
  expect(accepted).toBeGreaterThan(100);
});
