// Drops a database that a test has created.
import { inject } from 'vitest';
import { connect } from '../src/db/database.ts';

/**
 * Ends its sessions first. As the superuser: no other role may end an autovacuum worker, which is at work there now and
 * then.
 */
export async function dropDatabase(name: string): Promise<void> {
  const superuser = connect(inject('superuserUrl'), { max: 1, name: 'test setup' });
  await superuser`drop database ${superuser(name)} with (force)`;
  await superuser.end();
}
