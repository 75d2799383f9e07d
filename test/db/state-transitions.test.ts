// An import or export moves only from a state to those that the table of transitions allows.
import { describe, expect, it } from 'vitest';
import { insertExport, transitionExport } from '../../src/db/exports.ts';
import { insertImport, transitionImport } from '../../src/db/imports.ts';
import { exportTable } from '../../src/db/schema/export-table.ts';
import { importTable } from '../../src/db/schema/import-table.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { type ExportState, exportTransitions } from '../../src/model/export.ts';
import { type ImportState, importTransitions } from '../../src/model/import.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();
const workspaceId = 'T1';
await ensureWorkspace(db, workspaceId);
const member = { requestedBy: 'U1', channelId: 'C1' };

/** Every pair of states, in the order of the table. */
const pairs = <State extends string>(transitions: Readonly<Record<State, readonly State[]>>) => {
  const states = Object.keys(transitions) as State[];
  return states.flatMap((from) =>
    states.map((to) => ({ from, to, allowed: transitions[from].includes(to) })),
  );
};

describe('an import', async () => {
  const file = { slackFileId: 'F1', fileName: 'a.csv', fileSize: 1, addressed: false };
  const share = { workspaceId, shareTs: '1.1', threadTs: '1.1', organizationId: null, ...file, ...member };
  const key = { workspaceId, importId: (await insertImport(db, share))! };

  it.each(pairs<ImportState>(importTransitions))(
    'from $from to $to: $allowed',
    async ({ from, to, allowed }) => {
      await db.update(importTable).set({ state: from });
      const moved = await transitionImport(db, key, to);
      expect(moved?.state).toBe(allowed ? to : undefined);
      expect(await db.select({ state: importTable.state }).from(importTable)).toEqual([
        { state: allowed ? to : from },
      ]);
    },
  );
});

describe('an export', async () => {
  const request = { workspaceId, organizationId: null, forImport: false, isPrivate: false };
  const key = { workspaceId, exportId: await insertExport(db, { ...request, ...member, kind: 'export' }) };

  it.each(pairs<ExportState>(exportTransitions))(
    'from $from to $to: $allowed',
    async ({ from, to, allowed }) => {
      await db.update(exportTable).set({ state: from });
      expect(Boolean(await transitionExport(db, key, to as 'posted' | 'failed', {}))).toBe(allowed);
      expect(await db.select({ state: exportTable.state }).from(exportTable)).toEqual([
        { state: allowed ? to : from },
      ]);
    },
  );
});
