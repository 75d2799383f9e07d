// Two processes of the app share the work on one database, over HTTP and over sockets.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { appProcess } from './app-process.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { idleOn, settingsFor, startTestSlack } from './running-app.ts';

async function site() {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit' });
  return { fake, db, url, dana: fake.member('dana'), idle: idleOn(fake, db), ...conversationIn(fake) };
}

const channel = 'end-users';

describe('two processes behind a balancer', async () => {
  const { fake, db, url, dana, idle, addOrganization, answer, applied, botsIn, share } = await site();
  const settings = { ...settingsFor(fake), DATABASE_URL: url };
  const apps = [appProcess(settings), appProcess(settings)];
  const ports = await Promise.all(apps.map((app) => app.ready()));
  let turn = 0;
  /** Directs the next request to the other process. */
  const next = () => fake.connect(`http://127.0.0.1:${ports[++turn % ports.length]}`);
  next();
  const acme = await addOrganization(dana, 'Acme Ltd');

  it('run each import once, and apply small ones one after another', async () => {
    const shares = [];
    for (let n = 0; n < 8; n++) {
      next();
      const rows = Array.from({ length: 200 }, (_, i) => `${acme},P${i},p${i}@file${n}.example`).join('\n');
      shares.push(await share(dana, channel, `customer_id,name,email\n${rows}\n`, { name: `${n}.csv` }));
    }
    const plans = await Promise.all(shares.map((shared) => answer(shared, /200 new/)));
    for (const plan of plans) {
      next();
      expect(await dana.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    }
    await Promise.all(shares.map((shared) => answer(shared, /200 created/)));
    await idle();
    expect(shares.map((shared) => botsIn(shared).length)).toEqual(shares.map(() => 1));
    const [people] = await db.execute(
      sql`select count(*)::integer as all, count(distinct email)::integer as different from end_user`,
    );
    expect(people).toEqual({ all: 1_600, different: 1_600 });
    // The time of an operation is the start of its transaction.
    const overlapping = await db.execute(sql`
      select earlier.id from operation earlier
      join import on import.id = earlier.import_id
      join operation later on later.id > earlier.id and later.at < import.finished_at`);
    expect(overlapping).toEqual([]);
  });

  it('process an event once that arrives in both', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Twice\n`, { name: 'twice.csv' });
    await answer(shared, /1 new/);
    const delivered = fake
      .deliveries()
      .findLast(({ payload }) => JSON.stringify(payload).includes(shared.ts));
    next();
    await fake.repeatEvent(delivered!.payload);
    expect((await applied(dana, shared)).text).toContain('1 created');
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    expect(
      await db.execute(sql`select count(*)::integer as found from end_user where name = 'Twice'`),
    ).toEqual([{ found: 1 }]);
  });

  it('continue with one process when the other stops', async () => {
    fake.connect(`http://127.0.0.1:${ports[1]}`);
    apps[0]!.kill('SIGTERM');
    const shared = await share(dana, channel, `customer_id,name\n${acme},Last\n`, { name: 'last.csv' });
    expect(await apps[0]!.ended).toEqual({ code: 0, signal: null });
    await applied(dana, shared);
    expect(botsIn(shared)).toHaveLength(1);
  });
});

describe('two processes with a socket each', async () => {
  const { fake, db, url, dana, idle, addOrganization, applied, botsIn, command, share } = await site();
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
  const start = async () => {
    const app = await startApp(config, openLog('silent'));
    closeAtEnd(() => app.stop());
    return app;
  };
  const first = await start();
  await start();
  await fake.until(() => fake.socket.connections() === 2);
  const acme = await addOrganization(dana, 'Acme Ltd');

  /** Shares and applies four files. Slack sends each event to another process. */
  async function work(name: string): Promise<void> {
    const shares = [];
    for (let n = 0; n < 4; n++) {
      const file = `customer_id,name\n${acme},${name} ${n}\n`;
      shares.push(await share(dana, channel, file, { name: `${name}-${n}.csv` }));
    }
    for (const shared of shares) await applied(dana, shared);
    await idle();
    expect(shares.map((shared) => botsIn(shared).length)).toEqual([1, 1, 1, 1]);
    const found = await db.execute(
      sql`select count(*)::integer as found from end_user where name like ${`${name} %`}`,
    );
    expect(found).toEqual([{ found: 4 }]);
  }

  it('share the work', () => work('Shared'));

  it('open new sockets before Slack closes the old ones, and lose nothing', async () => {
    fake.socket.disconnect('warning');
    const renewed = fake.until(() => fake.socket.connections() >= 2);
    fake.socket.disconnect('refresh_requested');
    await renewed;
    await work('Renewed');
  });

  it('reconnect when both sockets break', async () => {
    fake.socket.drop();
    await fake.until(() => fake.socket.connections() === 2, { what: 'two sockets' });
    await expect.poll(() => command(dana, channel, '/endusers orgs').catch(() => '')).toContain('Acme Ltd');
    await work('Broken');
  });

  it('continue with one process when the other stops', async () => {
    await first.stop();
    await fake.until(() => fake.socket.connections() === 1);
    await work('Alone');
  });
});
