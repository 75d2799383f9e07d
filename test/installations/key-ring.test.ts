import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeyRing, type TokenLocation, TokenUnreadableError } from '../../src/installations/key-ring.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [older, newer] = [key('k1'), key('k2')];
const location: TokenLocation = { workspaceId: 'T0HARBOR1', column: 'bot_token' };
const token = 'xoxb-a-token';

describe('an encrypted token', () => {
  const keys = readKeyRing(older);
  const encrypted = keys.encrypt(token, location);

  it('is decrypted where it was stored, and reveals nothing', () => {
    expect(keys.decrypt(encrypted, location)).toBe(token);
    expect(encrypted).toMatch(/^k1:[A-Za-z0-9+/=]+$/);
    expect(Buffer.from(encrypted.slice(3), 'base64').toString('latin1')).not.toContain('xoxb');
  });

  it('is different each time', () => {
    const many = new Set(Array.from({ length: 1_000 }, () => keys.encrypt(token, location).slice(0, 19)));
    expect(many.size).toBe(1_000);
  });

  it.each<[string, TokenLocation]>([
    ['another workspace', { ...location, workspaceId: 'T0QUAY001' }],
    ['another column', { ...location, column: 'refresh_token' }],
  ])('is not decrypted in %s', (_, other) => {
    expect(() => keys.decrypt(encrypted, other)).toThrow(TokenUnreadableError);
  });

  it('is not decrypted if any byte was changed, or if it is cut short', () => {
    const bytes = Buffer.from(encrypted.slice(3), 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => keys.decrypt(`k1:${changed.toString('base64')}`, location)).toThrow(TokenUnreadableError);
      const cut = bytes.subarray(0, at).toString('base64');
      expect(() => keys.decrypt(`k1:${cut}`, location)).toThrow(TokenUnreadableError);
    }
  });

  it('is decrypted with its own key after a newer key was added, and from then on encrypted with the newer one', () => {
    const both = readKeyRing(`${newer}, ${older}`);
    expect(both.decrypt(encrypted, location)).toBe(token);
    const reencrypted = both.encrypt(token, location);
    expect(reencrypted).toMatch(/^k2:/);
    expect(readKeyRing(newer).decrypt(reencrypted, location)).toBe(token);
  });

  it('is not decrypted with another key, even one with the same id', () => {
    expect(() => readKeyRing(newer).decrypt(encrypted, location)).toThrow(TokenUnreadableError);
    expect(() => readKeyRing(key('k1')).decrypt(encrypted, location)).toThrow(TokenUnreadableError);
    expect(() => readKeyRing(newer).decrypt(encrypted.replace('k1', 'k2'), location)).toThrow(
      TokenUnreadableError,
    );
  });
});

describe('the setting with the keys', () => {
  it.each([
    ['no id', randomBytes(32).toString('base64')],
    ['a short key', `k1:${randomBytes(31).toString('base64')}`],
    ['a long key', `k1:${randomBytes(33).toString('base64')}`],
    ['no base64', `k1:${'!'.repeat(44)}`],
    ['an id with a space', `k 1:${randomBytes(32).toString('base64')}`],
    ['nothing after the comma', `${older},`],
    ['the same id twice', `${older},${key('k1')}`],
  ])('is rejected with %s, and the message does not repeat it', (_, setting) => {
    expect(() => readKeyRing(setting)).toThrow(/must look like k1:|has two keys with the same id/);
    try {
      readKeyRing(setting);
    } catch (error) {
      expect(String(error)).not.toContain(setting.slice(5, 20));
    }
  });
});
