// The start of the app: it waits for what is away, and ends with one sentence if something is wrong.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { connect } from '../../src/db/database.ts';
import { freshDatabase } from '../database.ts';
import { databaseUrl } from '../database-url.ts';
import { dropDatabase } from '../drop-database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack();

async function refusal(env: Record<string, string>): Promise<string> {
  const error = await startAppOn(fake, { DATABASE_URL: url, ...env }).then(
    () => new Error('it started'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  await expect.poll(connections).toEqual([]);
  return (error as ConfigError).message;
}

/** The connections that the app has open, without those of this test. */
const connections = () =>
  db.execute(sql`
    select application_name from pg_stat_activity
    where datname = current_database() and application_name like 'endusers%'`);

it('a token that Slack refuses ends the start', async () => {
  expect(await refusal({ SLACK_BOT_TOKEN: 'xoxb-nobody' })).toBe(
    "Can't start: Slack rejects SLACK_BOT_TOKEN (invalid_auth).",
  );
});

it('an app token that Slack refuses ends the start', async () => {
  expect(await refusal({ SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-nobody' })).toBe(
    "Can't start: Slack rejects SLACK_APP_TOKEN (invalid_auth).",
  );
});

it('a missing folder for temporary files ends the start', async () => {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = '/nowhere';
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  expect(await refusal({})).toBe(
    "Can't start: TMPDIR /nowhere, the folder for temporary files, is not writable (ENOENT).",
  );
});

it('a database that is not UTF-8 ends the start before anything is created in it', async () => {
  await db.execute(
    sql`create database latin encoding 'LATIN1' locale 'C' locale_provider libc template template0`,
  );
  expect(await refusal({ DATABASE_URL: databaseUrl(url, 'latin') })).toBe(
    "Can't start: the database in DATABASE_URL holds text as LATIN1; it must be UTF8.",
  );
  await dropDatabase('latin');
});

describe('a database over TLS', () => {
  /** Starts a server that answers the request for TLS, and then calls `then`. Resolves with its URL. */
  async function server(answer: 'S' | 'N', then: (socket: Socket) => void): Promise<string> {
    const listening = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(answer);
        then(socket);
      });
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void listening.close());
    await once(listening, 'listening');
    return `postgres://app@127.0.0.1:${(listening.address() as AddressInfo).port}/people`;
  }

  it('whose certificate is not accepted ends the start', async () => {
    const [key, cert] = await Promise.all(
      ['key', 'cert'].map((name) => readFile(`test/fixtures/elsewhere.example.${name}.pem`)),
    );
    const own = await server('S', (socket) => {
      const secure = new TLSSocket(socket, { isServer: true, key: key!, cert: cert! });
      secure.on('error', () => undefined);
    });
    const said = (code: string) =>
      `Can't start: the certificate of the server in DATABASE_URL is not accepted (${code}). docs/operations.md explains sslmode.`;
    expect(await refusal({ DATABASE_URL: `${own}?sslmode=verify-full` })).toBe(
      said('DEPTH_ZERO_SELF_SIGNED_CERT'),
    );
    const root = path.resolve('test/fixtures/elsewhere.example.cert.pem');
    expect(await refusal({ DATABASE_URL: `${own}?sslmode=verify-full&sslrootcert=${root}` })).toBe(
      said('ERR_TLS_CERT_ALTNAME_INVALID'),
    );
  });

  it('that has no TLS ends the start', async () => {
    const own = await server('N', (socket) => void socket.once('data', () => socket.end()));
    expect(await refusal({ DATABASE_URL: `${own}?sslmode=require` })).toContain(
      'as a server without TLS does',
    );
  });
});

it('a port that is taken ends the start', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await refusal({ PORT: String(port) })).toBe(
    `Can't start: PORT ${port} is not available (EADDRINUSE).`,
  );
  other.close();
});

it('a database that does not exist ends the start', async () => {
  expect(await refusal({ DATABASE_URL: databaseUrl(url, 'nowhere') })).toBe(
    'Can\'t start: the database rejects DATABASE_URL (database "nowhere" does not exist).',
  );
});

it("a data folder in which Postgres can't start ends the start with the reason", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'endusers-start-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  await mkdir(path.join(dataDir, 'postgres'));
  await writeFile(path.join(dataDir, 'postgres/PG_VERSION'), '12\n');
  expect(await refusal({ DATABASE_URL: '', DATA_DIR: dataDir })).toMatch(
    /^Can't start the Postgres in DATA_DIR: .* is of Postgres 12, this app brings \d+\. Start the version/,
  );
});

it('the app waits for a database that is not up yet', async () => {
  const proxy = await startDatabaseProxy(url);
  proxy.cut();
  const starting = startAppOn(fake, { DATABASE_URL: proxy.url });
  setTimeout(proxy.restore, 500);
  const app = await starting;
  expect((await fetch(`http://127.0.0.1:${app.port}/readyz`)).status).toBe(200);
});

it('the app waits while Slack fails', async () => {
  fake.faults.add({ method: 'auth.test', times: 1, answer: { status: 503 } });
  const app = await startAppOn(fake, { DATABASE_URL: url });
  expect((await fetch(`http://127.0.0.1:${app.port}/readyz`)).status).toBe(200);
});

it('several processes can start at the same time on an empty database', async () => {
  await db.execute(sql`create database empty_at_first`);
  const empty = databaseUrl(url, 'empty_at_first');
  const apps = await Promise.all([1, 2, 3].map(() => startAppOn(fake, { DATABASE_URL: empty })));
  expect(new Set(apps.map(({ port }) => port)).size).toBe(3);
  await Promise.all(apps.map((app) => app.stop()));
  await dropDatabase('empty_at_first');
});

describe('with an ordinary role of Postgres, which may not create roles', () => {
  const administrator = connect(inject('superuserUrl'), { max: 1, name: 'test administrator' });
  afterAll(() => administrator.end());

  async function asOrdinaryRole<Result>(
    use: (url: string, role: string) => Promise<Result>,
  ): Promise<Result> {
    const role = `plain_${randomBytes(6).toString('hex')}`;
    await administrator.unsafe(`create role ${role} login`);
    await administrator.unsafe(`create database ${role} owner ${role}`);
    const own = new URL(databaseUrl(url, role));
    own.username = role;
    try {
      return await use(own.href, role);
    } finally {
      await dropDatabase(role);
      await administrator.unsafe(`drop role ${role}`);
    }
  }

  it('the app starts and works once an administrator has granted it the role for row-level security', () =>
    asOrdinaryRole(async (own, role) => {
      await administrator.unsafe(`grant endusers_tenant to ${role}`);
      const app = await startAppOn(fake, { DATABASE_URL: own });
      const { addOrganization, applied, share } = conversationIn(fake);
      const dana = fake.member('dana');
      const acme = await addOrganization(dana, 'Acme Ltd');
      const shared = await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n`);
      expect((await applied(dana, shared)).text).toContain('1 created');
      await app.stop();
    }));

  it('the app ends with the statement that the administrator has to run', () =>
    asOrdinaryRole(async (own, role) => {
      const said = await refusal({ DATABASE_URL: own });
      expect(said).toContain(`grant endusers_tenant to ${role}`);
    }));
});
