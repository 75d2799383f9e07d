// A workspace for tests of the engine: imports CSV text, returns plans and end users, and exports CSV text.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile as readPath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { vi } from 'vitest';
import { updateEndUser } from '../../src/db/end-users.ts';
import { history } from '../../src/db/history.ts';
import { insertImport } from '../../src/db/imports.ts';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { findPast } from '../../src/db/moments.ts';
import { addOperation } from '../../src/db/operations.ts';
import { changeOrganization } from '../../src/db/organization-changes.ts';
import { insertOrganization } from '../../src/db/organizations.ts';
import { endUser } from '../../src/db/schema/end-user-table.ts';
import type { Database, Transaction } from '../../src/db/transaction.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { writeExportFile } from '../../src/export/write-export-file.ts';
import { applyPlan } from '../../src/import/apply-plan.ts';
import { appliedCells } from '../../src/import/cells/applied-cells.ts';
import { plannedCells } from '../../src/import/cells/planned-cells.ts';
import { writeCellsFile } from '../../src/import/cells/write-cells-file.ts';
import { applyOrganizationPlan } from '../../src/import/organizations/apply-organization-plan.ts';
import { makeOrganizationPlan } from '../../src/import/organizations/make-organization-plan.ts';
import {
  appliedOrganizationCells,
  plannedOrganizationCells,
} from '../../src/import/organizations/organization-cells.ts';
import {
  removeOwedOrganizations,
  undoOrganizations,
} from '../../src/import/organizations/undo-organizations.ts';
import { makePlan } from '../../src/import/plan/make-plan.ts';
import type { PlanRules } from '../../src/import/plan/rules.ts';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { stageRows } from '../../src/import/stage/stage.ts';
import { type UndoResult, undoOperation } from '../../src/import/undo/undo-operation.ts';
import type { Choices } from '../../src/model/choices.ts';
import type { FieldValues } from '../../src/model/end-user.ts';
import type { Moment } from '../../src/model/export.ts';
import type { Instructions, MatchKey } from '../../src/model/instructions.ts';
import type { LeftOut } from '../../src/model/left-out.ts';
import type { Plan, RowCounts } from '../../src/model/plan.ts';

export type Planned = {
  readonly rules: PlanRules;
  readonly plan: Plan;
  readonly fingerprint: string;
  readonly basis: string | null;
  readonly problemRows: string | null;
};
export type Exported = { readonly csv: string; readonly snapshot: string };
export type Applied = { readonly counts: RowCounts; readonly importId: number; readonly operationId: number };

type Fields = Readonly<Record<string, unknown>> | null;
export type Recorded = {
  readonly id: number;
  readonly kind: string;
  readonly importId: number;
  readonly undoes: number | null;
  readonly by: string;
  readonly at: Date;
  readonly changes: Readonly<Record<string, { readonly before: Fields; readonly after: Fields }>>;
};

export type PlanOptions = {
  /** For rows without a customer_id. */
  readonly organizationId?: number;
  readonly choices?: Partial<Choices>;
  /** The export that the file was made from. */
  readonly base?: Exported;
  readonly redacted?: boolean;
  /** Earlier rounds with the same copy. */
  readonly lineage?: readonly number[];
  /** The organization in the message. */
  readonly namedOrganizationId?: number;
  /** The only organization in `base`. */
  readonly baseOrganization?: { readonly id: number; readonly name: string };
  readonly isBaseCertain?: boolean;
  readonly isOrganizationChosen?: boolean;
  /** Default: no column of organizations. */
  readonly namesOrganizations?: boolean;
  readonly matchBy?: MatchKey;
  readonly instructions?: Instructions;
};

const defaults: Choices = {
  lookAlikes: 'create',
  emptyCells: 'keep',
  unknownIds: 'leave out',
  conflicts: 'keep',
  olderValues: 'use file',
  archived: 'leave out',
  leavers: 'keep',
  otherOrganizations: 'leave out',
  otherPeople: 'write',
};

export async function createTestWorkspace(db: Database, workspaceId: string) {
  await ensureWorkspace(db, workspaceId);
  // As after many imports, so that tests can make up references to earlier ones.
  await db.execute(sql`select setval('import_id', greatest(last_value, 1000)) from import_id`);
  const signal = new AbortController().signal;
  const inWorkspace = createInWorkspace(db);
  const inSnapshot = <Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    inWorkspace(workspaceId, run, { isolationLevel: 'repeatable read' });
  const planBy = (rules: PlanRules) =>
    inSnapshot(async (tx) => {
      const context = {
        header: { line: 1, header: [], columns: [], ignored: [] },
        appliedBefore: null,
        base: null,
      };
      const make = rules.subject === 'organizations' ? makeOrganizationPlan : makePlan;
      return { rules, ...(await make(tx, rules, context)) };
    });

  /** Runs `write` in a transaction that commits only when told to. */
  async function runOpen(write: (tx: Transaction) => Promise<unknown>) {
    let commit = () => {};
    const told = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let done: Promise<unknown> = Promise.resolve();
    await new Promise<void>((written, failed) => {
      done = inSnapshot(async (tx) => {
        await write(tx);
        written();
        await told;
      });
      done.catch(failed);
    });
    return {
      commit() {
        commit();
        return done;
      },
      /** Commits once another transaction waits for this one. */
      async commitWhenAwaited() {
        await vi.waitFor(async () => {
          const [row] = await db.execute(sql`
            select count(*)::integer as waiting from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`);
          if (row?.waiting === 0) throw new Error('no transaction waits');
        }, 10_000);
        commit();
        await done;
      },
    };
  }

  /** Inserts the import that the operations refer to. */
  async function newImport(): Promise<number> {
    const file = { slackFileId: randomUUID(), fileName: 'people.csv', fileSize: 1, addressed: true };
    const place = { channelId: 'C1', shareTs: '1.1', threadTs: '1.1' };
    const importId = await insertImport(db, { workspaceId, requestedBy: 'U1', ...place, ...file });
    if (importId === null) throw new Error('the share of a new file is known already');
    return importId;
  }

  /** What the import with this operation was about. */
  async function importedSubject(operationId: number): Promise<'organizations' | undefined> {
    const changes = await db.execute(
      sql`select from organization_change where workspace_id = ${workspaceId} and operation_id = ${operationId}`,
    );
    return changes.length > 0 ? 'organizations' : undefined;
  }

  const workspace = {
    workspaceId,
    async organization(name: string): Promise<number> {
      return (await insertOrganization(db, { workspaceId, name, createdBy: 'U1' })).organization.id;
    },
    /** Reads and plans a file. */
    async plan(
      csv: string | Buffer,
      {
        organizationId,
        choices,
        base,
        redacted,
        lineage,
        baseOrganization,
        isBaseCertain = true,
        isOrganizationChosen = false,
        namesOrganizations = false,
        namedOrganizationId,
        matchBy,
        instructions,
      }: PlanOptions = {},
    ): Promise<Planned> {
      const importId = await newImport();
      const file = await readCsv(
        (async function* () {
          yield typeof csv === 'string' ? Buffer.from(csv) : csv;
        })(),
        { maxBytes: 1e9 },
      );
      const otherSite = instructions?.otherSite
        ? { workspaceId, organizationId: namedOrganizationId ?? null, isCertain: true }
        : null;
      await inWorkspace(workspaceId, (tx) =>
        stageRows(tx, importId, file.encoded, signal, undefined, otherSite),
      );
      return planBy({
        workspaceId,
        importId,
        ...(file.header().subject && { subject: file.header().subject! }),
        organizationId: organizationId ?? null,
        namesOrganizations,
        choices: { ...defaults, ...(base ? { emptyCells: 'clear' } : {}), ...choices },
        redacted: redacted ?? false,
        snapshot: base?.snapshot ?? null,
        ...(namedOrganizationId !== undefined && { namedOrganizationId }),
        ...(lineage && { lineage }),
        ...(matchBy && { matchBy }),
        ...(instructions && { instructions }),
        ...(baseOrganization && { baseOrganization }),
        isBaseCertain,
        isOrganizationChosen,
      });
    },
    /** Plans the staged rows again, with other choices. */
    choose: ({ rules }: Planned, choices: Partial<Choices>): Promise<Planned> =>
      planBy({ ...rules, choices: { ...rules.choices, ...choices } }),
    /** Plans the staged rows again, without what a member leaves out. */
    leaveOut: ({ rules }: Planned, leftOut: Partial<LeftOut> | null): Promise<Planned> => {
      const nothing = { by: 'U1', kinds: [], fields: [], organizations: [], endUsers: [], lines: [] };
      return planBy({ ...rules, leftOut: leftOut && { ...nothing, ...leftOut } });
    },
    /** The file of all cells: of a plan, or of what was applied. */
    async allCells(of: Planned | Applied): Promise<string> {
      const folder = await mkdtemp(path.join(tmpdir(), 'endusers-test-'));
      try {
        const file = path.join(folder, 'file.csv');
        const isPlan = 'rules' in of;
        const subject = isPlan ? of.rules.subject : await importedSubject(of.operationId);
        const [ofPlan, ofResult] = subject
          ? [plannedOrganizationCells, appliedOrganizationCells]
          : [plannedCells, appliedCells];
        const cells = isPlan ? ofPlan(of.rules) : ofResult({ workspaceId, ...of });
        const { start } = await inSnapshot((tx) =>
          writeCellsFile(tx, isPlan ? 'plan' : 'result', cells, file, signal, subject),
        );
        return (await readPath(file)).subarray(start).toString('utf8');
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    /** Returns null if the plan is outdated. */
    async apply({ rules, ...approved }: Planned, by = 'U1'): Promise<Applied | null> {
      const write = rules.subject === 'organizations' ? applyOrganizationPlan : applyPlan;
      const applied = await inSnapshot((tx) => write(tx, rules, approved, by));
      return applied && { ...applied, importId: rules.importId };
    },
    /** Writes, and commits only when told to. */
    applyOpen: ({ rules, ...approved }: Planned, by = 'U1') =>
      runOpen((tx) => applyPlan(tx, rules, approved, by)),
    /** The same for an undo. */
    undoOpen: ({ importId, operationId }: Applied, by = 'U1') =>
      runOpen((tx) => undoOperation(tx, { workspaceId, importId, operationId, by })),
    /** Plans and applies a file. */
    async import(csv: string, options: PlanOptions = {}, by = 'U1'): Promise<Applied> {
      const applied = await workspace.apply(await workspace.plan(csv, options), by);
      if (!applied) throw new Error('the plan is outdated');
      return applied;
    },
    undo: (
      { importId, operationId }: { importId: number; operationId: number },
      by = 'U1',
    ): Promise<UndoResult> =>
      inSnapshot(async (tx) => {
        const undone = await undoOperation(tx, { workspaceId, importId, operationId, by });
        await removeOwedOrganizations(tx, workspaceId, undone.operationId);
        return undone;
      }),
    /** Of an import of organizations. */
    undoOrganizations: ({ importId, operationId }: { importId: number; operationId: number }, by = 'U1') =>
      inSnapshot((tx) => undoOrganizations(tx, { workspaceId, importId, operationId, by })),
    /** `12 Acme Ltd`, `14 Beta GmbH (archived)`. */
    async organizations(): Promise<string[]> {
      const rows = await db.execute<{ text: string }>(sql`
        select id || ' ' || name || case when archived then ' (archived)' else '' end as text
        from organization where workspace_id = ${workspaceId} order by id`);
      return rows.map(({ text }) => text);
    },
    /** As the commands do it. */
    renameByHand: (organizationId: number, name: string) =>
      inSnapshot(async (tx) => {
        const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by: 'U9' });
        await changeOrganization(tx, { workspaceId, organizationId }, operationId, { name });
      }),
    async export(
      organizationId: number | null = null,
      {
        withCustom = false,
        withOldIds = false,
        moment = null,
      }: { withCustom?: boolean; withOldIds?: boolean; moment?: Moment | null } = {},
    ): Promise<Exported> {
      const folder = await mkdtemp(path.join(tmpdir(), 'endusers-test-'));
      try {
        const file = path.join(folder, 'file.csv');
        const written = await inSnapshot(async (tx) => {
          const past = moment && (await findPast(tx, workspaceId, moment)).past;
          const rules = { workspaceId, organizationId, limit: null, withCustom, withOldIds, past };
          return writeExportFile(tx, rules, file, { report: () => undefined, signal });
        });
        const csv = (await readPath(file)).subarray(written.start).toString('utf8');
        return { csv, snapshot: written.snapshot };
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    /** The operations in order, with their changes by end user. */
    async history() {
      return db.execute<Recorded>(sql`
        select o.id::float8 as id, o.kind, o.import_id::float8 as "importId", o.undoes::float8 as undoes, o.by, o.at,
          coalesce((
            select jsonb_object_agg(end_user_id, jsonb_build_object('before', before, 'after', after))
            from ${history} c where c.workspace_id = o.workspace_id and c.operation_id = o.id
          ), '{}') as changes
        from operation o where o.workspace_id = ${workspaceId} order by o.id`);
    },
    /** As the form does it. */
    editByHand: (endUserId: number, values: Partial<FieldValues>) =>
      inSnapshot(async (tx) => {
        const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by: 'U9' });
        await updateEndUser(tx, { workspaceId, endUserId }, operationId, values);
      }),
    endUsers() {
      return db.select().from(endUser).where(eq(endUser.workspaceId, workspaceId)).orderBy(asc(endUser.id));
    },
  };
  return workspace;
}
