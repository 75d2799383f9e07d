// What something costs: wall time, and the processor time of its client (the app, or the one of a yardstick) and of Postgres.
import { cpuSeconds, cpuSecondsOfServer } from './cpu-seconds.ts';

/** In seconds. */
export type Cost = { readonly wall: number; readonly client: number; readonly postgres: number };

export type Meter = <Result>(
  run: () => Promise<Result>,
) => Promise<{ readonly result: Result; readonly cost: Cost }>;

export const cpuOf = ({ client, postgres }: Cost): number => client + postgres;

export const sumOf = (costs: readonly Cost[]): Cost =>
  costs.reduce((sum, cost) => ({
    wall: sum.wall + cost.wall,
    client: sum.client + cost.client,
    postgres: sum.postgres + cost.postgres,
  }));

/** Both are process ids. `postgres` is that of the server's main process. */
export function createMeter(pids: { readonly client: number; readonly postgres: number }): Meter {
  const read = () => ({ client: cpuSeconds(pids.client), postgres: cpuSecondsOfServer(pids.postgres) });
  return async (run) => {
    const before = read();
    const startedAt = performance.now();
    const result = await run();
    const wall = (performance.now() - startedAt) / 1_000;
    const after = read();
    return {
      result,
      cost: { wall, client: after.client - before.client, postgres: after.postgres - before.postgres },
    };
  };
}
