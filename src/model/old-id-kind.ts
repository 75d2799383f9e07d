// What an old id, of the site that a workspace was moved in from, is the id of. Stored, so the words never change.
export const oldIdKinds = ['organization', 'end user'] as const;
export type OldIdKind = (typeof oldIdKinds)[number];
