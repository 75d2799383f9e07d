// The channel on which Postgres notifies workers of jobs that can run. The payload says which workers: those who take jobs of
// this weight and kind. Earlier versions send none, which means all workers.
import { type SQL, sql } from 'drizzle-orm';

export const CHANNEL = 'endusers_job';

/** SQL that notifies the workers of a job; of the columns `kind` and `weight`. */
export const notify: SQL = sql`pg_notify(${CHANNEL}, weight || ' ' || kind)`;

type Wanted = { readonly kinds: readonly string[]; readonly weights: readonly string[] };

/** Whether a notification may be about a job that a worker takes. */
export function concerns(payload: string, { kinds, weights }: Wanted): boolean {
  if (payload === '') return true;
  const [weight = '', kind = ''] = payload.split(' ');
  return weights.includes(weight) && kinds.includes(kind);
}
