// Checks at startup that the keys with which tokens were encrypted are present and unchanged.
import { sampleBotTokens } from '../db/installations.ts';
import type { Database } from '../db/transaction.ts';
import type { KeyRing } from './key-ring.ts';

/** Ends the start: without the key, the app could neither read nor post in some workspaces. */
export class KeyMissingError extends Error {
  override readonly name = 'KeyMissingError';
}

/**
 * @param byKey the workspaces, by the id of the key with which their tokens are encrypted
 * @throws KeyMissingError whose message, for the operator, completes a sentence that starts with the setting's name
 */
export async function checkKeys(
  db: Database,
  keys: KeyRing,
  byKey: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const missing = [...byKey.keys()].filter((id) => !keys.has(id));
  const wrong: string[] = [];
  for (const id of byKey.keys()) if (keys.has(id) && !(await decryptsAnyToken(db, keys, id))) wrong.push(id);
  const needed = [...missing, ...wrong];
  if (needed.length === 0) return;
  const workspaces = new Set(needed.flatMap((id) => byKey.get(id) ?? []));
  const need = `the tokens of some workspaces (${workspaces.size}) need`;
  const what =
    missing.length > 0
      ? `lacks the key ${quoteList(missing, '"')}, which ${need}`
      : `has another key as ${quoteList(wrong, '"')} than the one that ${need}`;
  throw new KeyMissingError(`${what}. ${adviceForLostKeys(needed)}`);
}

/** If it decrypts none of them, it is another key with the same id, rather than broken tokens. */
async function decryptsAnyToken(db: Database, keys: KeyRing, keyId: string): Promise<boolean> {
  const tokens = await sampleBotTokens(db, keyId);
  const canDecrypt = ({ workspaceId, botToken }: (typeof tokens)[number]): boolean =>
    keys.canDecrypt(botToken, { workspaceId, column: 'bot_token' });
  return tokens.length === 0 || tokens.some(canDecrypt);
}

/** Losing a key is not fatal: tokens that can't be decrypted are worthless, and a new installation gets a new token. */
function adviceForLostKeys(ids: readonly string[]): string {
  const deletion = `delete from installation where split_part(bot_token, ':', 1) in (${quoteList(ids, "'")})`;
  return `If it is lost: run "${deletion}" in the database, start with a new key under another id, and ask these workspaces to install the app again`;
}

const quoteList = (ids: readonly string[], quote: string): string =>
  ids.map((id) => `${quote}${id}${quote}`).join(', ');
