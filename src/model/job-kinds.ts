// The kinds of durable jobs, and what Postgres knows about them. Postgres accepts no other kind, since no worker would ever
// take such a job.
//
// Jobs outlive deployments: a kind keeps its name, and a migration that removes one deletes its dead letters.

export const jobKinds = [
  'prepare-import',
  'plan-import',
  'apply-import',
  'undo-import',
  'show-import',
  'post-problem-file',
  'expire-import',
  'perform-export',
  'show-export',
  'clear-stage',
  'say',
  'catch-up',
  'refuse-share',
  'offer-import',
  'post-all-cells',
  'run-command',
  'send-personal-data',
] as const;
export type JobKind = (typeof jobKinds)[number];

/** How long a job may occupy a worker: `heavy` jobs transfer, plan, apply, or undo large files. */
export const jobWeights = ['light', 'heavy'] as const;
export type JobWeight = (typeof jobWeights)[number];

/** What a waiting job waits for: its time, an earlier job of its serial queue, or only for a worker. */
export const waitsFor = ['time', 'predecessor', 'worker'] as const;
export type WaitsFor = (typeof waitsFor)[number];
