// The kinds of durable jobs. Postgres accepts no other kind, since no worker would ever take such a job.
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
] as const;
export type JobKind = (typeof jobKinds)[number];
