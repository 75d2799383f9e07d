// Who may do what: the one table of it.

/** Each may all that those before it may. */
export const roles = ['view', 'edit', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What members have to whom nothing was granted. */
export const defaultRoles = ['none', 'view', 'edit'] as const;
export type DefaultRole = (typeof defaultRoles)[number];

/** Whether a plan without problems and warnings waits for an approval. */
export const applyModes = ['after approval', 'at once'] as const;
export type ApplyMode = (typeof applyModes)[number];

/** `needs` is the least role for it, `none` that of any member; `words` go on after "You may not …". */
type PermissionRow = { readonly needs: Role | 'none'; readonly words: string };

/** All that can be done here, by command, click, shared file or modal. */
export const permissions = {
  'ask for help': { needs: 'none', words: 'use this app' },
  export: { needs: 'view', words: 'export end users' },
  find: { needs: 'view', words: 'look up end users' },
  'list organizations': { needs: 'view', words: 'look up organizations' },
  'see results': { needs: 'view', words: 'see what imports did' },
  'see downloads': { needs: 'view', words: 'see past exports' },
  import: { needs: 'edit', words: 'import end users' },
  decide: { needs: 'edit', words: 'decide on imports' },
  /** And redo: of an import that the member shared or applied. */
  'undo own': { needs: 'edit', words: 'undo imports' },
  'edit by hand': { needs: 'edit', words: 'add or change end users' },
  'undo any': { needs: 'admin', words: 'undo or redo imports of others' },
  'add organizations': { needs: 'admin', words: 'add organizations' },
  'manage access': { needs: 'admin', words: 'see or change who may do what' },
  'manage settings': { needs: 'admin', words: 'see or change the settings' },
} as const satisfies Readonly<Record<string, PermissionRow>>;

export type Permission = keyof typeof permissions;

/** Whether a member with `role` may do it. */
export function hasPermission(role: Role | 'none', deed: Permission): boolean {
  const order = ['none', ...roles];
  return order.indexOf(role) >= order.indexOf(permissions[deed].needs);
}

/** What an undo or redo of this import is for this member. Their own is one that they shared or applied. */
export function undoPermission(
  it: { readonly requestedBy: string; readonly decidedBy: string | null } | null,
  memberId: string,
): Permission {
  const isOwn = it === null || it.requestedBy === memberId || it.decidedBy === memberId;
  return isOwn ? 'undo own' : 'undo any';
}

/** What was granted to a member. */
export type Grant = { readonly memberId: string; readonly role: Role };
