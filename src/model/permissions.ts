// Roles and permissions: the one table of who may do what.

/** In ascending order: each role includes the ones before it. */
export const roles = ['view', 'edit', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The role of members who were granted none; a setting of the workspace. */
export const defaultRoles = ['none', 'view', 'edit'] as const;
export type DefaultRole = (typeof defaultRoles)[number];

/** Whether a plan without problems, warnings, or choices waits for an approval; a setting of the workspace. */
export const applyModes = ['after approval', 'at once'] as const;
export type ApplyMode = (typeof applyModes)[number];

/** `needs` is the lowest role that has the permission. `words` complete the sentence "You need the role edit to …". */
type PermissionRow = { readonly needs: Role | 'none'; readonly words: string };

/** Everything that a member can do with the app, by command, click, shared file, or modal. */
export const permissions = {
  'ask for help': { needs: 'none', words: 'use this app' },
  export: { needs: 'view', words: 'export end users' },
  find: { needs: 'view', words: 'look up end users' },
  'list organizations': { needs: 'view', words: 'look up organizations' },
  'see results': { needs: 'view', words: 'see import results' },
  'see downloads': { needs: 'view', words: 'see past exports' },
  import: { needs: 'edit', words: 'import end users' },
  decide: { needs: 'edit', words: 'decide on imports' },
  /** Undo and redo of an import that the member shared or applied. */
  'undo own': { needs: 'edit', words: 'undo or redo imports' },
  'edit by hand': { needs: 'edit', words: 'add or change end users' },
  'undo any': { needs: 'admin', words: "undo or redo other members' imports" },
  'add organizations': { needs: 'admin', words: 'add organizations' },
  'change organizations': { needs: 'admin', words: 'rename, archive, or restore organizations' },
  'import organizations': { needs: 'admin', words: 'import organizations' },
  'erase end users': { needs: 'admin', words: 'erase end users' },
  'see personal data': { needs: 'admin', words: 'get all that is stored about an end user' },
  'manage access': { needs: 'admin', words: 'see or change who may do what' },
  'manage settings': { needs: 'admin', words: 'see or change the settings' },
} as const satisfies Readonly<Record<string, PermissionRow>>;

export type Permission = keyof typeof permissions;

/** Whether `role` includes the permission. */
export function hasPermission(role: Role | 'none', permission: Permission): boolean {
  const order = ['none', ...roles];
  return order.indexOf(role) >= order.indexOf(permissions[permission].needs);
}

type Decided = {
  readonly requestedBy: string;
  readonly decidedBy: string | null;
  readonly plan?: { readonly subject?: 'organizations' } | null;
};

/** The permission to decide on a plan. */
export const decidePermission = (imported: Pick<Decided, 'plan'> | null): Permission =>
  imported?.plan?.subject === 'organizations' ? 'import organizations' : 'decide';

/**
 * Returns the permission that the member needs to undo or redo the import. An import is the member's own if they shared
 * or applied it, or if another member asks for it, who needs a second person.
 *
 * @param imported `null` if the import doesn't exist
 */
export function undoPermission(
  imported: (Decided & { readonly undoAskedBy: string | null }) | null,
  memberId: string,
): Permission {
  if (imported === null) return 'undo own';
  if (imported.plan?.subject === 'organizations') return 'import organizations';
  const { requestedBy, decidedBy, undoAskedBy } = imported;
  const isAsked = undoAskedBy !== null && undoAskedBy !== memberId;
  const isOwn = requestedBy === memberId || decidedBy === memberId || isAsked;
  return isOwn ? 'undo own' : 'undo any';
}

/** A role that was granted to a member. */
export type Grant = { readonly memberId: string; readonly role: Role };
