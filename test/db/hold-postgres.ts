// A process that holds an embedded Postgres until it is killed or gets SIGTERM. Argument: the data folder.
import { startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';

const [, , dataDir = ''] = process.argv;
const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
process.once('SIGTERM', () => postgres.stop());
process.stdout.write(`${postgres.url}\n`);
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => clearInterval(alive));
