// Stops Postgres when the last process that uses it has ended, however the process ended.
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import type { Account } from './os-account.ts';

/**
 * The watchdog is a FIFO. Each process that uses the database holds a write end; a shell of one megabyte reads. The
 * kernel closes the write end of a process however the process ends, and the reader sees the end of the file when the
 * last write end is closed. The reader then asks Postgres for a fast shutdown, and after five seconds for an immediate
 * one.
 */
const STOP_WITH_LAST_HOLDER = `
  read -r _; exec <&-; kill -INT $server
  tries=0; while kill -0 $server && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -QUIT $server`;

/**
 * The server is a child of this shell: the shell ends with the server, after it has stopped the reader and removed the
 * empty socket folder. If the server could not start, the folder stays: it may belong to another server, which was
 * faster and is about to use it.
 */
const START = `
  exec 3<&0 </dev/null; folder=$1; shift
  "$@" 3<&- & server=$!
  { exec 2>/dev/null <&3 3<&-; ${STOP_WITH_LAST_HOLDER}
  } & reader=$!
  exec 3<&-
  wait $server; code=$?
  kill $reader 2>/dev/null; [ $code -ne 0 ] || rmdir "$folder"
  exit $code`;

/** For a server that is running, but whose reader was killed. */
const ADOPT = `folder=$1; server=$2; ${STOP_WITH_LAST_HOLDER}; rmdir "$folder"`;

export type Watchdog = ReturnType<typeof createWatchdog>;

type WatchdogOptions = {
  /** Path of the FIFO, which is created if it doesn't exist. */
  fifo: string;
  account: Account | undefined;
  /** Receives the output of Postgres. */
  logFile: string;
  /** Removed when the server has stopped. */
  socketFolder: string;
};

export function createWatchdog({ fifo, account, logFile, socketFolder }: WatchdogOptions) {
  const mkfifo = spawnSync('mkfifo', ['-m', '600', fifo], { encoding: 'utf8' });

  /** @returns the file descriptor to hold; undefined when there is no reader, and so no guarded server */
  function hold(): number | undefined {
    try {
      return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : error;
      if (code === 'ENXIO') return undefined;
      throw new Error(`The switch ${fifo} cannot be used: ${code}, ${mkfifo.stderr.trim()}`);
    }
  }

  function startReader(script: string, args: string[], options: SpawnOptions): number {
    const log = openLog(logFile);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const held = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    const child = spawn('/bin/sh', ['-c', script, 'postgres-switch', ...args], {
      ...options,
      ...account?.spawn,
      // In its own session: the app handles Ctrl-C in the terminal, and Postgres stops after the app.
      detached: true,
      stdio: [reader, log, log],
    });
    closeSync(reader);
    closeSync(log);
    child.on('error', () => undefined); // the caller sees that there is no reader
    child.unref();
    return held;
  }

  return {
    hold,

    isGuarded(): boolean {
      const held = hold();
      if (held !== undefined) closeSync(held);
      return held !== undefined;
    },

    /** Closes the descriptor. @returns whether this was the last holder, so that Postgres stops now */
    release(held: number): boolean {
      const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        closeSync(held);
        return readSync(reader, Buffer.alloc(1)) === 0;
      } catch {
        return false; // EAGAIN: other processes still hold a write end
      } finally {
        closeSync(reader);
      }
    },

    /** Starts the server with a guard, which ends with the server. @returns the file descriptor to hold */
    start(command: string[], options: SpawnOptions): number {
      return startReader(START, [socketFolder, ...command], options);
    },

    /** Guards a server that is already running. @returns the file descriptor to hold */
    adopt(pid: number): number {
      return startReader(ADOPT, [socketFolder, String(pid)], {});
    },
  };
}

function openLog(file: string): number {
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  return openSync(file, large ? 'w' : 'a', 0o600);
}
