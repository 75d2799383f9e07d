import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeyRing, type TokenLocation, TokenUnreadableError } from '../../src/installations/key-ring.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [older, newer] = [key('k1'), key('k2')];
const spot: TokenLocation = { workspaceId: 'T0HARBOR1', column: 'bot_token' };
const token = 'xoxb-a-token';

describe('a sealed token', () => {
  const keys = readKeyRing(older);
  const sealed = keys.encrypt(token, spot);

  it('opens where it was sealed for, and shows nothing of itself', () => {
    expect(keys.decrypt(sealed, spot)).toBe(token);
    expect(sealed).toMatch(/^k1:[A-Za-z0-9+/=]+$/);
    expect(Buffer.from(sealed.slice(3), 'base64').toString('latin1')).not.toContain('xoxb');
  });

  it('is another one each time', () => {
    const many = new Set(Array.from({ length: 1_000 }, () => keys.encrypt(token, spot).slice(0, 19)));
    expect(many.size).toBe(1_000);
  });

  it.each<[string, TokenLocation]>([
    ['another workspace', { ...spot, workspaceId: 'T0QUAY001' }],
    ['another column', { ...spot, column: 'refresh_token' }],
  ])('does not open in %s', (_, other) => {
    expect(() => keys.decrypt(sealed, other)).toThrow(TokenUnreadableError);
  });

  it('does not open with any of its bits changed, or cut short', () => {
    const bytes = Buffer.from(sealed.slice(3), 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => keys.decrypt(`k1:${changed.toString('base64')}`, spot)).toThrow(TokenUnreadableError);
      const cut = bytes.subarray(0, at).toString('base64');
      expect(() => keys.decrypt(`k1:${cut}`, spot)).toThrow(TokenUnreadableError);
    }
  });

  it('opens with its own key after a newer one came, and is sealed with that from then on', () => {
    const both = readKeyRing(`${newer}, ${older}`);
    expect(both.decrypt(sealed, spot)).toBe(token);
    const anew = both.encrypt(token, spot);
    expect(anew).toMatch(/^k2:/);
    expect(readKeyRing(newer).decrypt(anew, spot)).toBe(token);
  });

  it('opens with no other key, also not with one of the same id', () => {
    expect(() => readKeyRing(newer).decrypt(sealed, spot)).toThrow(TokenUnreadableError);
    expect(() => readKeyRing(key('k1')).decrypt(sealed, spot)).toThrow(TokenUnreadableError);
    expect(() => readKeyRing(newer).decrypt(sealed.replace('k1', 'k2'), spot)).toThrow(TokenUnreadableError);
  });
});

describe('a setting of keys', () => {
  it.each([
    ['no id', randomBytes(32).toString('base64')],
    ['a short key', `k1:${randomBytes(31).toString('base64')}`],
    ['a long key', `k1:${randomBytes(33).toString('base64')}`],
    ['no base64', `k1:${'!'.repeat(44)}`],
    ['an id with a space', `k 1:${randomBytes(32).toString('base64')}`],
    ['nothing after a comma', `${older},`],
    ['one id twice', `${older},${key('k1')}`],
  ])('with %s is refused, without repeating it', (_, setting) => {
    expect(() => readKeyRing(setting)).toThrow(/must look like k1:|has two keys with one id/);
    try {
      readKeyRing(setting);
    } catch (error) {
      expect(String(error)).not.toContain(setting.slice(5, 20));
    }
  });
});
