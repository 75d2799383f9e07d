// The backfill of missed events in an app for many workspaces: runs in each of them.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, browserAt, install, newKey, startAppForMany } from './many-workspaces.ts';
import { idleOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
const env = { DATABASE_URL: url, TOKEN_ENCRYPTION_KEY: newKey('k1') };
const app = await startAppForMany(fake, env);
const { answer, botsIn, command, share } = conversationIn(fake);
const ids = ['T0HARBOR1', 'T0QUAY001', 'T0PIER001'];
for (const id of ids) addTenant(fake, id, id);
const tenants = await Promise.all(ids.map((id) => install(fake, app, id)));
for (const { dana, channel } of tenants) await command(dana, channel, '/endusers org add Acme Ltd');
await app.stop();

/** Resolves when the app has recorded at its start that it hears from all workspaces that installed it. */
async function start() {
  const started = await startAppForMany(fake, env);
  const heard = sql`
    select from workspace join installation on workspace_id = id
    where heard_until is null or heard_until < now() - interval '1 minute'`;
  await expect.poll(() => db.execute(heard)).toEqual([]);
  return started;
}

it('is answered in each workspace, except where the app was uninstalled meanwhile, even if it was installed again', async () => {
  const pier = tenants[2]!;
  const second = await start();
  fake.uninstall(pier.id);
  await fake.settled();
  await second.stop();
  await db.execute(
    sql`update workspace set heard_until = now() - interval '1 hour' where heard_until is not null`,
  );
  const shares = await Promise.all(
    tenants.map(({ dana, channel }) => share(dana, channel, 'customer_id,name\n,Ana\n')),
  );
  await fake.settled();
  const next = await start();
  const browser = browserAt(next);
  await browser.visit(await browser.begin({ team: pier.id }));
  for (const shared of shares.slice(0, 2)) await answer(shared, /1 new/);
  await next.stop();
  await start();
  await idleOn(fake, db)();
  expect(botsIn(shares[2]!)).toEqual([]);
});
