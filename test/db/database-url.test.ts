import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { readDatabaseUrl, withoutPassword } from '../../src/db/database-url.ts';

describe('a DATABASE_URL', () => {
  it('names host, port, user, password, and database', () => {
    const { url, options } = readDatabaseUrl('postgresql://dana:p%40ss@db.example.com:6543/people');
    expect(url).toBe('postgresql://dana:p%40ss@db.example.com:6543/people');
    expect(options).toEqual({});
  });

  it.each([
    ['as a parameter', 'postgres://dana@/people?host=/var/run/postgresql'],
    ['as a parameter beside a host', 'postgres://dana@localhost/people?host=%2Fvar%2Frun%2Fpostgresql'],
    ['in the place of the host', 'postgres://dana@%2Fvar%2Frun%2Fpostgresql/people'],
  ])('names the folder of a Unix socket %s', (_, given) => {
    const { url, options } = readDatabaseUrl(given);
    expect(options).toEqual({ path: '/var/run/postgresql/.s.PGSQL.5432' });
    expect(new URL(url)).toMatchObject({ username: 'dana', pathname: '/people' });
  });

  it('opens the database that it names', async () => {
    const { db, close } = openDatabase(`${inject('postgresUrl')}&application_name=mine`);
    expect(await db.execute(sql`select current_setting('application_name') as name`)).toEqual([
      { name: 'mine' },
    ]);
    await close();
  });

  it('may contain parameters for other clients', async () => {
    const { db, close } = openDatabase(`${inject('postgresUrl')}&channel_binding=prefer&pgbouncer=true`);
    expect(await db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await close();
  });

  it('sets how strictly TLS is verified', async () => {
    const folder = await mkdtemp(path.join(inject('scratchFolder'), 'certificate-'));
    const file = path.join(folder, 'root.pem');
    await writeFile(file, 'certificate');
    const ssl = (parameters: string) => readDatabaseUrl(`postgres://db/people?${parameters}`).options.ssl;
    const ca = Buffer.from('certificate');

    expect(ssl('')).toBeUndefined();
    expect(ssl('sslmode=disable')).toBe(false);
    expect(ssl('sslmode=prefer')).toBe('prefer');
    expect(ssl('sslmode=require')).toBe('require');
    expect(ssl('sslmode=verify-full')).toEqual({});
    expect(ssl('sslmode=verify-full&sslrootcert=system')).toEqual({});
    expect(ssl(`sslmode=verify-full&sslrootcert=${file}`)).toEqual({ ca });
    const anyName = { ca, checkServerIdentity: expect.any(Function) };
    expect(ssl(`sslmode=verify-ca&sslrootcert=${file}`)).toEqual(anyName);
    expect(ssl(`sslmode=require&sslrootcert=${file}`)).toEqual(anyName);
  });

  it('verifies the certificate of a server with an IP address against that address', () => {
    const { ssl } = readDatabaseUrl('postgres://10.0.0.7/people?sslmode=verify-full').options;
    const { checkServerIdentity } = ssl as ConnectionOptions;
    const of = (subjectaltname: string) =>
      ({ subject: { CN: 'localhost' }, subjectaltname }) as PeerCertificate;
    expect(checkServerIdentity!('localhost', of('DNS:localhost'))).toBeInstanceOf(Error);
    expect(checkServerIdentity!('localhost', of('IP Address:10.0.0.7'))).toBeUndefined();
  });

  it('is shown without its password, wherever the password is', () => {
    expect(withoutPassword('postgres://app:s3cret@db/people?sslmode=require')).toBe(
      'postgres://app@db/people?sslmode=require',
    );
    expect(withoutPassword('postgres://app@/people?password=s3cret')).toBe('postgres://app@localhost/people');
  });

  it.each([
    'mysql://dana:s3cret@db/people',
    'dana:s3cret@db',
    '',
    'postgres://db/people?sslmode=sometimes&password=s3cret',
    'postgres://dana:s3cret@db/people?ssl=true',
    'postgres://dana:s3cret@db/people?sslmode=verify-full&sslrootcert=/nowhere/ca.pem',
  ])('is refused in a sentence without the password: %s', (url) => {
    expect(() => readDatabaseUrl(url)).toThrow(/DATABASE_URL must /);
    expect(() => readDatabaseUrl(url)).not.toThrow(/s3cret/);
  });
});
