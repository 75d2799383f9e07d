// How much it counts against a job that its lease expired or its connection broke.

/**
 * Most jobs whose process or connection ended are bystanders: of a restart, a cut network, or another job. So an expiry
 * counts in full only if the job ran alone in its process and Postgres was not restarted meanwhile. A broken connection
 * must come from a crash of Postgres, too: otherwise just the connection was cut.
 */
export const expiryWeight = { alone: 10, bystander: 1 };
