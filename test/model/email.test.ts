import { describe, expect, it } from 'vitest';
import { isEmail } from '../../src/model/email.ts';

describe('an email address', () => {
  it.each([
    'ana@example.com',
    'ANA.Nunez+tag@mail.example.co.uk',
    "o'neil@example.ie",
    'a@b.io',
    '_-x!#$%&*/=?^`{|}~@example.com',
    '1234567890@example.com',
    'a..b.@docomo.ne.jp',
    'user@sub-domain.example.com',
    'user@123.example',
    'jörg.müller@müller.example',
    '用户@例子.广告',
    'अजय@डाटा.भारत',
    'ana@xn--mller-kva.example',
    `${'a'.repeat(64)}@example.com`,
  ])('is %s', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each([
    'nope',
    'ana@',
    '@example.com',
    'ana@example',
    'ana@@example.com',
    'ana@exam ple.com',
    'ana nunez@example.com',
    'ana@example..com',
    'ana@.example.com',
    'ana@example.com.',
    'ana@-example.com',
    'ana@example-.com',
    'ana@exam_ple.com',
    'ana@127.0.0.1',
    'ana@example.com,bob@example.com',
    'Ana <ana@example.com>',
    'mailto:ana@example.com',
    'ana@example.com\n',
    'a\u200bna@example.com',
    'a\u00a0na@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    '',
  ])('is not %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });
});
