// Numbers and counted nouns in American English, for sentences to members.

const grouped = new Intl.NumberFormat('en-US');

/** `3,120` */
export function figure(count: number): string {
  return grouped.format(count);
}

/** `1 row`, `3,120 rows`: a number with the noun in the right form. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}
