import { expect, it } from 'vitest';
import { newErrorReference } from '../../src/model/error-reference.ts';

it('an error reference can be read out on the phone and is different each time', () => {
  const many = Array.from({ length: 2_000 }, newErrorReference);
  for (const reference of many) expect(reference).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  expect(new Set(many).size).toBe(many.length);
});
