// Tells who waits that something happened in the fake workspace.

/** What kind of thing changed, and where. `member` is set when only that member can see it. */
export type Change = {
  kind: 'message' | 'ephemeral' | 'file' | 'view' | 'channel' | 'member' | 'call' | 'delivery' | 'socket';
  channel?: string;
  ts?: string;
  member?: string;
  id?: string;
};

export type Changes = {
  emit(change: Change): void;
  /** Calls `listener` at every change until the returned function is called. */
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
