// What happens in a transaction is told when it has committed, and never where it did not.
import type { Happening } from '../model/domain-event.ts';
import type { Queryable } from './transaction.ts';

export type Tell = (happening: Happening) => void;

const collected = new WeakMap<object, Happening[]>();

/** Has it told when the transaction has committed. */
export function happened(tx: Queryable, happening: Happening): void {
  collected.get(tx)?.push(happening);
}

/** Begins to collect what happens in the transaction. */
export function collectHappenings(tx: Queryable): readonly Happening[] {
  const happenings: Happening[] = [];
  collected.set(tx, happenings);
  return happenings;
}
