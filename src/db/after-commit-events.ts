// What happens in a transaction is told when it has committed, and never where it did not.
import type { DomainEvent } from '../model/domain-event.ts';
import type { Queryable } from './transaction.ts';

export type OnDomainEvent = (happening: DomainEvent) => void;

const collected = new WeakMap<object, DomainEvent[]>();

/** Has it told when the transaction has committed. */
export function afterCommit(tx: Queryable, happening: DomainEvent): void {
  collected.get(tx)?.push(happening);
}

/** Begins to collect what happens in the transaction. */
export function collectDomainEvents(tx: Queryable): readonly DomainEvent[] {
  const happenings: DomainEvent[] = [];
  collected.set(tx, happenings);
  return happenings;
}
