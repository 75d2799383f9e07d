// The settings of the embedded Postgres, adapted to the machine.
import { statfsSync } from 'node:fs';
import os from 'node:os';

const MB = 1024 * 1024;

/**
 * @param socketFolder the folder of the Unix socket; there is no TCP port
 * @param cluster the folder of the database: the free space on its disk limits the log
 * @param durable false trades crash safety for speed: for databases of tests
 * @returns arguments for `postgres`
 */
export function serverSettings(socketFolder: string, cluster: string, durable: boolean): string[] {
  const memory = memoryInMB();
  const chosen: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    // A million rows in one INSERT: 17-20 s with the defaults, 14-15 s with more memory and a larger log.
    shared_buffers: `${clamp(memory / 16, 64, 1024)}MB`,
    effective_cache_size: `${clamp(memory / 2, 128, 64 * 1024)}MB`,
    maintenance_work_mem: `${clamp(memory / 64, 32, 256)}MB`,
    work_mem: `${clamp(memory / 512, 4, 32)}MB`,
    max_wal_size: `${clamp(freeDiskInMB(cluster) / 10, 256, 8192)}MB`,
    checkpoint_timeout: '30min',
    wal_compression: 'on',
    // An embedded database has no replicas. With `minimal`, a table that is created and filled at once skips the log.
    wal_level: 'minimal',
    max_wal_senders: 0,
    random_page_cost: 1.1,
    jit: 'off',
    // Docker gives /dev/shm 64 MB, too little for a parallel hash join.
    dynamic_shared_memory_type: freeDiskInMB('/dev/shm') < 256 ? 'mmap' : 'posix',
    max_connections: 100,
    // A process that hangs with an open transaction must not keep its locks forever.
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    // Error messages and statements can contain personal data: only events of the server itself are logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
  // Tests run many apps on one server, and cut connections that the server then keeps for a while.
  const forTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 400 };
  const all = Object.entries(durable ? chosen : { ...chosen, ...forTests });
  return all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The memory limit of the container if there is one, else the memory of the machine. */
function memoryInMB(): number {
  const limit = process.constrainedMemory();
  const total = os.totalmem();
  return (limit ? Math.min(limit, total) : total) / MB;
}

function freeDiskInMB(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize) / MB;
  } catch {
    return 0; // no such folder: leads to the smallest setting
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.min(Math.max(value, min), max));
}
