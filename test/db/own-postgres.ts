/** A Postgres that one test may restart and kill, apart from the one that the run shares. */
import { mkdtemp, rm } from 'node:fs/promises';
import { afterAll } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts';

export type OwnPostgres = { url: string; dataDir: string; restart(): Promise<void>; stop(): Promise<void> };

/** Ends, and takes its folder along, after the last test of the file. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp('/tmp/endusers-test-');
  const start = () => startEmbeddedPostgres({ dataDir });
  let postgres: EmbeddedPostgres = await start();
  const stop = () => postgres.stop();
  afterAll(async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url: postgres.url,
    dataDir,
    stop,
    async restart() {
      await stop();
      postgres = await start();
    },
  };
}
