// Writes the end users into a file on disk, in one snapshot of the database.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { currentMoment } from '../db/operations.ts';
import type { Transaction } from '../db/transaction.ts';
import { byteOrderMark } from '../model/byte-order-mark.ts';
import { copyEndUsers, countEndUsers, type ExportRules } from './export-rows.ts';
import { toCrlf, type WrittenStats } from './rfc-4180.ts';

export type WrittenFile = {
  readonly rows: number;
  /** Where the file begins in what was written, in bytes: after the byte-order mark when it is not wanted. */
  readonly start: number;
  /** What the file could see, see `currentMoment`. */
  readonly snapshot: string;
};

/**
 * The byte-order mark makes Excel read names rightly, but hides the first column from other importers: it belongs
 * only to files with a character beyond ASCII, which is known at the end.
 *
 * @param tx a `repeatable read` transaction, so that the snapshot is that of the COPY
 * @param report is called at each chunk
 */
export async function writeExportFile(
  tx: Transaction,
  rules: ExportRules,
  path: string,
  { report, signal }: { report: (progress: { rows: number; total: number }) => void; signal: AbortSignal },
): Promise<WrittenFile> {
  const snapshot = await currentMoment(tx);
  const total = await countEndUsers(tx, rules);
  const seen: WrittenStats = { rows: 0, nonAscii: false };
  async function* bytes() {
    yield byteOrderMark;
    for await (const chunk of toCrlf(copyEndUsers(tx, rules, signal), seen)) {
      report({ rows: Math.max(0, seen.rows - 1), total });
      yield chunk;
    }
  }
  await pipeline(Readable.from(bytes()), createWriteStream(path), { signal });
  return {
    rows: seen.rows - 1,
    start: seen.nonAscii ? 0 : byteOrderMark.length,
    snapshot,
  };
}
