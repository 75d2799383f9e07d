// The keys that encrypt tokens are rotated: the newest key encrypts, and older keys still decrypt.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, newKey, startAppForMany } from './many-workspaces.ts';
import { startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none', tokenRotation: true });
const { command } = conversationIn(fake);
const [first, second] = [newKey('k1'), newKey('k2')];

const startWith = (...keys: string[]) =>
  startAppForMany(fake, { DATABASE_URL: url, TOKEN_ENCRYPTION_KEY: keys.join(',') });

const keysInUse = async () => {
  const rows = await db.execute<{ key: string }>(sql`
    select distinct split_part(token, ':', 1) as key
    from installation, unnest(array[bot_token, refresh_token]) token order by 1`);
  return rows.map(({ key }) => key);
};

it('the start re-encrypts all tokens with the newest key, and then the older key can be removed', async () => {
  const before = await startWith(first);
  const ids = ['T0HARBOR1', 'T0QUAY001'];
  for (const id of ids) addTenant(fake, id, id);
  const tenants = await Promise.all(ids.map((id) => install(fake, before, id)));
  expect(await keysInUse()).toEqual(['k1']);
  await before.stop();

  const between = await startWith(second, first);
  expect(await keysInUse()).toEqual(['k2']);
  await between.stop();

  await startWith(second);
  for (const { dana, channel } of tenants) {
    expect(await command(dana, channel, '/endusers orgs')).toContain('no organization');
  }
});

async function refusal(...keys: string[]): Promise<string> {
  const error = await startWith(...keys).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  expect(await keysInUse()).toEqual(['k2']);
  return (error as ConfigError).message;
}

it('the start fails when a key is missing that is still needed', async () => {
  expect(await refusal(newKey('k3'))).toContain(
    'Can\'t start: TOKEN_ENCRYPTION_KEY lacks the key "k2", which the tokens of some workspaces (2) need.',
  );
});

it('the start fails when another key has the id of the key that is needed', async () => {
  expect(await refusal(newKey('k2'))).toContain('has another key as "k2" than the one that the tokens');
  expect(await refusal(newKey('k3'), newKey('k2'))).toContain('has another key as "k2"');
});

it("a token that can't be decrypted affects no other workspace", async () => {
  await db.execute(
    sql`update installation set bot_token = 'k2:' || encode(sha256('x'), 'base64') where workspace_id = 'T0QUAY001'`,
  );
  await startWith(newKey('k3'), second);
  const [dana, channel] = [fake.member('dana', 'T0HARBOR1'), 'desk-t0harbor1'];
  expect(await command(dana, channel, '/endusers orgs')).toContain('no organization');
  const elsewhere = await command(fake.member('dana', 'T0QUAY001'), 'desk-t0quay001', '/endusers orgs');
  expect(elsewhere).toContain('something broke');
  expect(await keysInUse()).toEqual(['k2', 'k3']);
});

it('after a key was lost, an operator does what the failed start says, and the workspaces install the app again', async () => {
  const [statement] = /delete from [^"]*/.exec((await startWith(newKey('k9')).catch(String)) as string)!;
  await db.execute(sql.raw(statement));
  const app = await startWith(newKey('k9'));
  const { dana, channel } = await install(fake, app, 'T0HARBOR1');
  expect(await command(dana, channel, '/endusers orgs')).toContain('no organization');
  expect(await keysInUse()).toEqual(['k9']);
});
