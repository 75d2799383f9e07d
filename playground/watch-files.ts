// Watches folders and reports changed files.
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Saving one file causes several events, and switching branches changes many files: one report covers them all. */
const quietMs = 200;

export type FileWatcher = {
  /** Resolves with the path of a file that changed since the last call, after changes have stopped for a moment. */
  next(): Promise<string>;
  close(): void;
};

/** Watches folders with their subfolders for changes of files whose names match `pattern`. */
export function watchFiles(folders: readonly string[], pattern: RegExp): FileWatcher {
  let lastChange = 0;
  let changed: string | undefined;
  let notify = () => {};
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name === null || !pattern.test(name)) return;
      lastChange = Date.now();
      changed ??= path.join(folder, name);
      notify();
    }),
  );
  return {
    async next() {
      if (changed === undefined) await new Promise<void>((resolve) => (notify = resolve));
      while (Date.now() - lastChange < quietMs) await sleep(quietMs);
      const file = String(changed);
      changed = undefined;
      return file;
    },
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}
