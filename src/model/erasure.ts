// That an end user was erased for good.

export type Erasure = { readonly endUserId: number; readonly by: string; readonly at: Date };
