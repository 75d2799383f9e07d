// What makes an operation, a set of changes to end users: an applied import, an undo or redo of one, or a form.

export const operationKinds = ['import', 'undo', 'hand'] as const;
export type OperationKind = (typeof operationKinds)[number];
