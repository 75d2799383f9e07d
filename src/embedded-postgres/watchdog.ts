// Ends Postgres when the last process that holds it is gone, in whatever way it went.
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import type { Account } from './os-account.ts';

/**
 * The switch is a FIFO. Each process that uses the database holds a write end; a shell of a megabyte reads.
 * The kernel closes the write end of a process however it dies, and the reader sees the end of the file
 * when the last one is closed. It then asks Postgres to stop, and after five seconds tells it to.
 */
const END_WITH_LAST_HOLDER = `
  read -r _; exec <&-; kill -INT $server
  tries=0; while kill -0 $server && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -QUIT $server`;

/**
 * The server is this shell's child: the shell ends with it, and takes the reader and the empty folder along. A server
 * that could not start leaves the folder: it may be that of another, which was faster and is about to use it.
 */
const START = `
  exec 3<&0 </dev/null; folder=$1; shift
  "$@" 3<&- & server=$!
  { exec 2>/dev/null <&3 3<&-; ${END_WITH_LAST_HOLDER}
  } & reader=$!
  exec 3<&-
  wait $server; code=$?
  kill $reader 2>/dev/null; [ $code -ne 0 ] || rmdir "$folder"
  exit $code`;

/** The server lives already, but its reader was killed. */
const ADOPT = `folder=$1; server=$2; ${END_WITH_LAST_HOLDER}; rmdir "$folder"`;

export type Watchdog = ReturnType<typeof createWatchdog>;

type Parts = {
  /** Path; made when it is not there. */
  fifo: string;
  account: Account | undefined;
  /** What Postgres says on its way goes there. */
  logFile: string;
  /** Goes when the server has ended. */
  socketFolder: string;
};

export function createWatchdog({ fifo, account, logFile, socketFolder }: Parts) {
  const made = spawnSync('mkfifo', ['-m', '600', fifo], { encoding: 'utf8' });

  /** @returns the descriptor to hold, or undefined when no reader lives, and so surely no guarded server */
  function hold(): number | undefined {
    try {
      return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENXIO') return undefined;
      throw new Error(`The switch ${fifo} cannot be used: ${code}, ${made.stderr.trim()}`);
    }
  }

  function startReader(script: string, args: string[], options: SpawnOptions): number {
    const log = openLog(logFile);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const held = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    const child = spawn('/bin/sh', ['-c', script, 'postgres-switch', ...args], {
      ...options,
      ...account?.spawn,
      // A session of its own: Ctrl-C in the terminal is the app's to answer, Postgres goes after it.
      detached: true,
      stdio: [reader, log, log],
    });
    closeSync(reader);
    closeSync(log);
    child.on('error', () => undefined); // no reader then, which is what the caller sees
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

    /**
     * Lets go.
     * @returns whether this was the last holder, so that Postgres now ends
     */
    release(held: number): boolean {
      const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        closeSync(held);
        return readSync(reader, Buffer.alloc(1)) === 0;
      } catch {
        return false; // EAGAIN: others still hold a write end
      } finally {
        closeSync(reader);
      }
    },

    /** Starts the server. Its guard ends when the server does. */
    start(command: string[], options: SpawnOptions): number {
      return startReader(START, [socketFolder, ...command], options);
    },

    /** Guards a server that runs already. */
    adopt(pid: number): number {
      return startReader(ADOPT, [socketFolder, String(pid)], {});
    },
  };
}

function openLog(file: string): number {
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  return openSync(file, large ? 'w' : 'a', 0o600);
}
