// Encrypts tokens for the database, so that the database or a backup of it reveals none.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a token is stored. A token that was moved to another row or column can't be decrypted there. */
export type TokenLocation = {
  readonly workspaceId: string;
  readonly column: 'bot_token' | 'refresh_token';
};

export type KeyRing = {
  /** The id of the key that encrypts. All keys decrypt. */
  readonly newestId: string;
  readonly has: (keyId: string) => boolean;
  /** Returns `key id:base64`, different each time. */
  encrypt(token: string, location: TokenLocation): string;
  /** @throws TokenUnreadableError */
  decrypt(encrypted: string, location: TokenLocation): string;
  canDecrypt(encrypted: string, location: TokenLocation): boolean;
};

/** The key is missing, or the token was encrypted with another key or for another location, or was modified. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
}

const cipher = 'aes-256-gcm';
/** In bytes: the lengths that NIST SP 800-38D recommends for GCM. */
const nonceLength = 12;
const tagLength = 16;

/**
 * Reads the setting with the keys.
 *
 * @param setting `id:base64 of 32 bytes`; several keys are separated by commas, the newest first
 * @throws Error whose message completes a sentence that starts with the setting's name, and contains nothing of the keys
 */
export function readKeyRing(setting: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const part of setting.split(',')) {
    const [, id, base64] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(part.trim()) ?? [];
    if (!id || !base64)
      throw new Error('must look like k1:base64-of-32-bytes, or several of these separated by commas');
    if (keys.has(id)) throw new Error('has two keys with the same id');
    keys.set(id, Buffer.from(base64, 'base64'));
  }
  const [newestId, newest] = [...keys][0]!;
  const ring: KeyRing = {
    newestId,
    has: (id) => keys.has(id),
    encrypt(token, location) {
      const nonce = randomBytes(nonceLength);
      const encryption = createCipheriv(cipher, newest, nonce).setAAD(authenticatedData(newestId, location));
      const text = Buffer.concat([encryption.update(token, 'utf8'), encryption.final()]);
      return `${newestId}:${Buffer.concat([nonce, text, encryption.getAuthTag()]).toString('base64')}`;
    },
    decrypt(encrypted, location) {
      const id = keyIdOf(encrypted);
      const key = keys.get(id);
      if (!key) throw new TokenUnreadableError('the key of a token is missing');
      const bytes = Buffer.from(encrypted.slice(id.length + 1), 'base64');
      try {
        const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength), {
          authTagLength: tagLength,
        });
        decryption.setAAD(authenticatedData(id, location)).setAuthTag(bytes.subarray(-tagLength));
        const text = bytes.subarray(nonceLength, -tagLength);
        return decryption.update(text, undefined, 'utf8') + decryption.final('utf8');
      } catch (cause) {
        throw new TokenUnreadableError('a token cannot be decrypted', { cause });
      }
    },
    canDecrypt(encrypted, location) {
      try {
        ring.decrypt(encrypted, location);
        return true;
      } catch (error) {
        if (error instanceof TokenUnreadableError) return false;
        throw error;
      }
    },
  };
  return ring;
}

/** Returns the id of the key with which the token was encrypted. */
export const keyIdOf = (encrypted: string): string => encrypted.split(':', 1)[0]!;

// The format is fixed: stored tokens can only be decrypted with exactly these bytes.
const authenticatedData = (keyId: string, { workspaceId, column }: TokenLocation): Buffer =>
  Buffer.from(JSON.stringify(['installation', workspaceId, column, keyId]));
