// Collects the domain events of a transaction, which are published only when the transaction has committed.
import type { DomainEvent } from '../model/domain-event.ts';
import type { Queryable } from './transaction.ts';

export type OnDomainEvent = (event: DomainEvent) => void;

const collected = new WeakMap<object, DomainEvent[]>();

/** Has the event published once the transaction has committed. Does nothing outside of `inWorkspace`. */
export function afterCommit(tx: Queryable, event: DomainEvent): void {
  collected.get(tx)?.push(event);
}

/** @returns the list to which `afterCommit` adds the transaction's events from now on */
export function collectDomainEvents(tx: Queryable): readonly DomainEvent[] {
  const events: DomainEvent[] = [];
  collected.set(tx, events);
  return events;
}
