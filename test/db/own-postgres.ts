// Starts a Postgres that one test may restart and kill, separate from the one that all tests share.
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';

export type OwnPostgres = {
  url: string;
  superuserUrl: string;
  dataDir: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** The server stops after the last test of the file. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(path.join(inject('scratchFolder'), 'own-'));
  const start = () => startEmbeddedPostgres({ dataDir });
  let postgres: EmbeddedPostgres = await start();
  const stop = () => postgres.stop();
  afterAll(stop);
  return {
    url: postgres.url,
    superuserUrl: postgres.superuserUrl,
    dataDir,
    stop,
    async restart() {
      await stop();
      postgres = await start();
    },
  };
}
