// Who may do what.

/** Each may all that those before it may. */
export const roles = ['view', 'edit', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What members have to whom nothing was granted. */
export const defaultRoles = ['none', 'view', 'edit'] as const;
export type DefaultRole = (typeof defaultRoles)[number];

/** Whether a plan without problems and warnings waits for an approval. */
export const applyModes = ['after approval', 'at once'] as const;
export type ApplyMode = (typeof applyModes)[number];

/** Whether somebody with `role` may do what needs `needed`. */
export function mayDo(role: Role | 'none', needed: Role): boolean {
  return role !== 'none' && roles.indexOf(role) >= roles.indexOf(needed);
}
