// Encrypts tokens for the database, so that whoever reads it, or a backup of it, has none.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a token is kept: one that was moved to another row or column doesn't open there. */
export type TokenLocation = { readonly workspaceId: string; readonly column: 'bot_token' | 'refresh_token' };

export type KeyRing = {
  /** The id of the key that encrypts; all of them decrypt. */
  readonly newestId: string;
  readonly has: (keyId: string) => boolean;
  /** Gives `key id:base64`, another one each time. */
  encrypt(token: string, spot: TokenLocation): string;
  /** @throws TokenUnreadable */
  decrypt(sealed: string, spot: TokenLocation): string;
  canDecrypt(sealed: string, spot: TokenLocation): boolean;
};

/** The key is not there, or what is kept was not sealed with it, not for this place, or was changed since. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
}

const cipher = 'aes-256-gcm';
/** In bytes: the sizes that NIST SP 800-38D recommends for GCM. */
const nonceLength = 12;
const tagLength = 16;

/**
 * @param setting `id:base64 of 32 bytes`, several separated by commas, the newest first
 * @throws Error with what is wrong, to follow the name of the setting; it repeats nothing of the keys
 */
export function readKeyRing(setting: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const part of setting.split(',')) {
    const [, id, base64] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(part.trim()) ?? [];
    if (!id || !base64)
      throw new Error('must look like k1:base64-of-32-bytes, or several of them with commas');
    if (keys.has(id)) throw new Error('has two keys with one id');
    keys.set(id, Buffer.from(base64, 'base64'));
  }
  const [newestId, newest] = [...keys][0]!;
  const ring: KeyRing = {
    newestId,
    has: (id) => keys.has(id),
    encrypt(token, spot) {
      const nonce = randomBytes(nonceLength);
      const sealing = createCipheriv(cipher, newest, nonce).setAAD(authenticated(newestId, spot));
      const text = Buffer.concat([sealing.update(token, 'utf8'), sealing.final()]);
      return `${newestId}:${Buffer.concat([nonce, text, sealing.getAuthTag()]).toString('base64')}`;
    },
    decrypt(sealed, spot) {
      const id = keyIdOf(sealed);
      const key = keys.get(id);
      if (!key) throw new TokenUnreadableError('there is no key for a token');
      const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64');
      try {
        const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength), {
          authTagLength: tagLength,
        });
        opening.setAAD(authenticated(id, spot)).setAuthTag(bytes.subarray(-tagLength));
        const text = bytes.subarray(nonceLength, -tagLength);
        return opening.update(text, undefined, 'utf8') + opening.final('utf8');
      } catch (cause) {
        throw new TokenUnreadableError('a token does not open', { cause });
      }
    },
    canDecrypt(sealed, spot) {
      try {
        ring.decrypt(sealed, spot);
        return true;
      } catch (error) {
        if (error instanceof TokenUnreadableError) return false;
        throw error;
      }
    },
  };
  return ring;
}

/** With which key it was sealed. */
export const keyIdOf = (sealed: string): string => sealed.split(':', 1)[0]!;

const authenticated = (keyId: string, { workspaceId, column }: TokenLocation): Buffer =>
  Buffer.from(JSON.stringify(['installation', workspaceId, column, keyId]));
