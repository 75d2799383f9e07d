// Which rows of a sorted list to read.

export type Range = { readonly limit: number; readonly offset: number };
