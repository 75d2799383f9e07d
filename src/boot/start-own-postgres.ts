// The Postgres that comes along, for whoever has none.
import { ConfigError } from '../config.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start.ts';

/**
 * Gives its URL, and by `closing` how to stop it.
 *
 * @throws WrongConfig with what is the matter: it is for the operator to mend, and no data is in it
 */
export async function startOwnPostgres(
  dataDir: string,
  closing: (close: () => Promise<unknown>) => void,
): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`Can't start the Postgres in DATA_DIR: ${why}`, { cause: error });
  });
  closing(() => embedded.stop());
  return embedded.url;
}
