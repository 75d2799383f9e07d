// Notifies listeners of every change in the fake workspace.
import type { Change } from '../page-api/protocol.ts';

export type Changes = {
  emit(change: Change): void;
  /** Calls `listener` on every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void;
};

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change) {
      for (const listener of [...listeners]) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
