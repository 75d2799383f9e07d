// Starts the embedded Postgres, for installations without a database server of their own.
import { ConfigError } from '../config.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start.ts';

/**
 * @param dataDir the folder that holds the database
 * @param onClose receives the function that stops Postgres
 * @returns the URL of the database
 * @throws ConfigError with the reason: the operator has to fix it, and it contains no data
 */
export async function startOwnPostgres(
  dataDir: string,
  onClose: (close: () => Promise<unknown>) => void,
): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`Can't start the Postgres in DATA_DIR: ${reason}`, { cause: error });
  });
  onClose(() => embedded.stop());
  return embedded.url;
}
