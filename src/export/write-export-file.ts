// Writes the end users, or the organizations, to a file on disk, from one snapshot of the database.
import { isAscii } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { currentSnapshot } from '../db/operations.ts';
import type { Transaction } from '../db/transaction.ts';
import { byteOrderMark } from '../model/byte-order-mark.ts';
import { copyEndUsers, countEndUsers, type ExportRules } from './export-rows.ts';
import { copyOrganizations, countOrganizations } from './organization-rows.ts';
import { createPastValues } from './past-end-users.ts';

export type WrittenFile = {
  /** Without the header. */
  readonly rows: number;
  /** The offset in bytes at which the file starts: after the byte-order mark if it should not have one. */
  readonly start: number;
  /** What the file contains, see `currentSnapshot`. */
  readonly snapshot: string;
};

/**
 * The file on disk starts with a byte-order mark. Excel needs it to read names correctly, but other importers then don't
 * recognize the first column. Only files with non-ASCII characters should have it, which is known at the end.
 *
 * @param tx `repeatable read`, so that `snapshot` is the snapshot of the COPY; not `read only` for a moment of the past
 * @param report called for each chunk
 */
export async function writeExportFile(
  tx: Transaction,
  rules: ExportRules,
  path: string,
  { report, signal }: { report: (progress: { rows: number; total: number }) => void; signal: AbortSignal },
): Promise<WrittenFile> {
  const { past } = rules;
  if (past) await createPastValues(tx, rules.workspaceId, rules.organizationId, past);
  const snapshot = past?.snapshot ?? (await currentSnapshot(tx));
  const isOfOrganizations = rules.kind === 'organizations';
  const total = await (isOfOrganizations ? countOrganizations : countEndUsers)(tx, rules);
  let rows = 0;
  let isAsciiOnly = true;
  async function* bytes() {
    yield byteOrderMark;
    const copied = isOfOrganizations ? copyOrganizations : copyEndUsers;
    for await (const lines of copied(tx, rules, signal)) {
      rows += lines.rows;
      isAsciiOnly &&= isAscii(lines.text);
      report({ rows, total });
      yield lines.text;
    }
  }
  await pipeline(Readable.from(bytes()), createWriteStream(path), { signal });
  return { rows, start: isAsciiOnly ? byteOrderMark.length : 0, snapshot };
}
