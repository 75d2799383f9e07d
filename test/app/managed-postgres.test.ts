// The app on a managed Postgres, where it connects as a role that may create roles and databases but is no superuser.
import { sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { connect, openDatabase } from '../../src/db/database.ts';
import { databaseUrl } from '../database-url.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { conversationIn } from './conversation.ts';
import { createTestLog } from './log-lines.ts';
import { startAppOn, startTestSlack } from './running-app.ts';

// A server of its own: roles belong to the server, and the app must create the role for row-level security itself.
const postgres = await ownPostgres();
const administrator = connect(postgres.superuserUrl, { max: 1, name: 'test administrator' });
afterAll(() => administrator.end());
const fake = await startTestSlack();
const { addOrganization } = conversationIn(fake);

const run = (...statements: string[]) => administrator.unsafe(statements.join(';'));

function as(role: string, database: string): string {
  const url = new URL(databaseUrl(postgres.superuserUrl, database));
  url.username = role;
  return url.href;
}

async function refusal(url: string): Promise<string> {
  const error = await startAppOn(fake, { DATABASE_URL: url }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message;
}

it('the app creates the role for row-level security, and works', async () => {
  await run('drop role endusers_tenant');
  await run('create role managed login createrole createdb');
  await run('create database first owner managed');
  const app = await startAppOn(fake, { DATABASE_URL: as('managed', 'first') });
  expect(await addOrganization(fake.member('dana'), 'Acme Ltd')).toBeGreaterThan(0);
  await app.stop();
});

it('it works if an earlier version created that role without the right to act as it', async () => {
  await run('revoke endusers_tenant from managed granted by managed');
  const app = await startAppOn(fake, { DATABASE_URL: as('managed', 'first') });
  expect(await addOrganization(fake.member('dana'), 'Later Ltd')).toBeGreaterThan(0);
  await app.stop();
});

it('if it needs an administrator, it asks exactly for the missing rights', async () => {
  await run('create role plain login');
  await run('create database second owner plain');
  expect(await refusal(as('plain', 'second'))).toBe(
    "Can't start: the role plain lacks privileges. Ask an administrator to run this in the database: grant endusers_tenant to plain;",
  );
  await run('create database third');
  expect(await refusal(as('plain', 'third'))).toMatch(
    /database: grant endusers_tenant to plain; grant create on database third to plain; grant create on schema public to plain;$/,
  );
});

it('it names the owner of the tables if a dump was restored as another role', async () => {
  await run('create database fourth');
  const app = await startAppOn(fake, { DATABASE_URL: databaseUrl(postgres.superuserUrl, 'fourth') });
  await app.stop();
  await run('grant endusers_tenant to plain', 'grant create on database fourth to plain');
  const restored = openDatabase(databaseUrl(postgres.superuserUrl, 'fourth'));
  await restored.db.execute(sql`grant create on schema public to plain`);
  await restored.close();
  expect(await refusal(as('plain', 'fourth'))).toContain("the app's tables belong to endusers, not to plain");
});

it('it logs limits of the role that can get in the way of the app, and nothing if there are no limits', async () => {
  const limits = async () => {
    const { lines, log } = createTestLog();
    const app = await startAppOn(fake, { DATABASE_URL: as('managed', 'first') }, log);
    await app.stop();
    return lines.flatMap((line) => line.limits ?? []);
  };
  expect(await limits()).toEqual([]);
  // Only the number of connections: the app sets its own limits of time.
  await run("alter role managed set statement_timeout = '9s'", 'alter role managed connection limit 24');
  expect(await limits()).toEqual(['connection limit 24']);
});
