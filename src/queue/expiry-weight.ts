// How much it counts against a job that its lease expired or its connection broke.

/**
 * Most jobs whose process or connection ended are bystanders: of a restart, a cut network, or another job. So an expiry
 * counts in full only if the job ran alone in its process.
 */
export const expiryWeight = { alone: 10, bystander: 1 };
