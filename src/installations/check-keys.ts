// At start: the keys with which tokens are encrypted must be there, and be the same ones.
import { someBotTokens } from '../db/installations.ts';
import type { Database } from '../db/transaction.ts';
import type { KeyRing } from './key-ring.ts';

/** Without the key the app would go on deaf and mute in some workspaces. */
export class KeyMissingError extends Error {
  override readonly name = 'KeyMissingError';
}

/**
 * @param byKey workspaces by the id of the key of their tokens
 * @throws KeyMissing with a sentence for the operator, to follow the name of the setting
 */
export async function checkKeys(
  db: Database,
  keys: KeyRing,
  byKey: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const missing = [...byKey.keys()].filter((id) => !keys.has(id));
  const wrong: string[] = [];
  for (const id of byKey.keys()) if (keys.has(id) && !(await opensSome(db, keys, id))) wrong.push(id);
  const needed = [...missing, ...wrong];
  if (needed.length === 0) return;
  const workspaces = new Set(needed.flatMap((id) => byKey.get(id) ?? []));
  const need = `the tokens of some workspaces (${workspaces.size}) need`;
  const what =
    missing.length > 0
      ? `lacks the key ${listed(missing, '"')}, which ${need}`
      : `has another key as ${listed(wrong, '"')} than the one that ${need}`;
  throw new KeyMissingError(`${what}. ${whenLost(needed)}`);
}

/** Where none opens it is another key under the same id, rather than broken tokens. */
async function opensSome(db: Database, keys: KeyRing, keyId: string): Promise<boolean> {
  const some = await someBotTokens(db, keyId);
  const opens = ({ workspaceId, botToken }: (typeof some)[number]): boolean =>
    keys.canDecrypt(botToken, { workspaceId, column: 'bot_token' });
  return some.length === 0 || some.some(opens);
}

/** A lost key is no end: what it encrypted is worth nothing, and a new token is a click away. */
function whenLost(ids: readonly string[]): string {
  const lost = `delete from installation where split_part(bot_token, ':', 1) in (${listed(ids, "'")})`;
  return `If it is lost: run "${lost}" in the database, start with a new key under another id, and have them install the app again`;
}

const listed = (ids: readonly string[], quote: string): string =>
  ids.map((id) => `${quote}${id}${quote}`).join(', ');
