// Runs the same steps with the engine and with the reference model, and compares the two after each step.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../src/db/transaction.ts';
import { planTable } from '../../src/import/stage/stage.ts';
import type { Choices } from '../../src/model/choices.ts';
import { type CsvRow, edited, toCsv } from './csv.ts';
import {
  cellNames,
  cellOfKey,
  createReferenceModel,
  type Export,
  fields,
  type Operation,
  type Row,
} from './reference-model.ts';
import { type Applied, createTestWorkspace, type Exported, type Planned } from './workspace.ts';

type Field = (typeof fields)[number];

const values: Readonly<Record<Field, readonly string[]>> = {
  title: ['x', 'y', 'z'],
  email: ['ana@acme.example', 'Ana@acme.example', 'bo@acme.example'],
  zip: ['02134', '2134', '3-4', '03/04/26', '10115'],
  notification_billing: ['true', 'false'],
  vendor_id: ['7', '8', '12345678901234567', '12345678901234500'],
  custom_fields: ['{"a":1}', '{"b":"2","a":1}', '{"b":"3"}', '{"a":null,"b":"2"}'],
};

const cell = (field: Field) => fc.constantFrom('', ...values[field]);
const cells = fc.record(
  Object.fromEntries(fields.map((field) => [field, cell(field)])) as Record<Field, fc.Arbitrary<string>>,
);
const someCells = fc.record(
  Object.fromEntries(fields.map((field) => [field, cell(field)])) as Record<Field, fc.Arbitrary<string>>,
  { requiredKeys: [] },
);

const row = fc.record({
  who: fc.oneof(
    { weight: 3, arbitrary: fc.record({ known: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ unknown: fc.constantFrom(999_998, 999_999) }) },
    { weight: 1, arbitrary: fc.record({ ref: fc.constantFrom('1-L2', '1-L3') }) },
  ),
  organization: fc.constantFrom('own', 'own', 'own', 'blank', 'other', 'none'),
  cells,
  isWrong: fc.nat(14).map((n) => n === 14),
});

export const choices: fc.Arbitrary<Choices> = fc.record({
  lookAlikes: fc.constantFrom('create', 'update', 'leave out'),
  emptyCells: fc.constantFrom('keep', 'clear'),
  unknownIds: fc.constantFrom('leave out', 'create'),
  conflicts: fc.constantFrom('keep', 'use file'),
  olderValues: fc.constantFrom('keep', 'use file'),
  archived: fc.constant('leave out'),
  leavers: fc.constant('keep'),
  otherOrganizations: fc.constant('leave out'),
  otherPeople: fc.constant('write'),
});

const columns = fc.subarray([...fields], { minLength: 1 });
const ofFile = { kind: fc.constant('file' as const), rows: fc.array(row, { minLength: 1, maxLength: 4 }) };
const edits = fc.array(fc.record({ at: fc.nat(4), cells: someCells, goes: fc.nat(9).map((n) => n === 9) }), {
  maxLength: 3,
});

export const file = fc.record({ ...ofFile, columns, choices, hasOrganization: fc.boolean() });
export const editedExport = fc.record({
  kind: fc.constant('edited export' as const),
  which: fc.nat(3),
  by: fc.constantFrom('U1', 'U2'),
  edits,
  added: fc.array(row, { maxLength: 1 }),
  choices,
});
const exported = fc.record({ kind: fc.constant('export' as const), one: fc.boolean() });
const undo = fc.record({ kind: fc.constant('undo' as const), which: fc.nat(5) });
const edit = fc.record({
  kind: fc.constant('hand edit' as const),
  who: fc.nat(9),
  field: fc.constantFrom('title', 'email', 'zip'),
  at: fc.nat(4),
});
export const step = fc.oneof(
  { weight: 3, arbitrary: file },
  { weight: 3, arbitrary: editedExport },
  { weight: 2, arbitrary: exported },
  { weight: 2, arbitrary: undo },
  { weight: 1, arbitrary: edit },
);

type From<Step> = Step extends fc.Arbitrary<infer Value> ? Value : never;
export type Step = From<typeof step>;
export type FileStep = From<typeof file> | From<typeof editedExport>;

/** Custom fields with the same meaning get the same text. */
const inOrder = (object: object): string => JSON.stringify(object, Object.keys(object).sort());

/** An empty line is not a row. */
const isFilled = (found: Row): boolean => Object.values(found).some((value) => value !== '');

let workspaces = 0;

type ExportPair = { readonly engine: Exported; readonly model: Export };

/** A copy of an export on the machine of a member. */
type Copy = { readonly base: ExportPair; readonly by: string };

export async function createPlay(db: Database) {
  const here = await createTestWorkspace(db, `P${++workspaces}`);
  const organizations = [await here.organization('Acme'), await here.organization('Beta')] as const;
  const model = createReferenceModel(organizations);
  const ids: number[] = [];
  const exports: ExportPair[] = [];
  const imports: { last: Applied; operation: Operation; of: Copy | null }[] = [];

  /** The earlier imports of the same copy. */
  const roundsWith = (copy: Copy | null) =>
    copy === null
      ? []
      : imports.filter(
          ({ of, operation }) => of?.base === copy.base && of.by === copy.by && model.isStanding(operation),
        );

  const toRow = ({ who, organization, cells: values, isWrong }: From<typeof row>): Row => {
    const id = 'known' in who ? ids[who.known % ids.length] : 'unknown' in who ? who.unknown : null;
    const own = model.people.get(id ?? 0)?.organization ?? organizations[0];
    const of = { own, blank: '', other: organizations[1], none: 999_999 }[organization];
    return {
      customer_id: String(of),
      contact_id: id ? String(id) : '',
      import_ref: 'ref' in who ? who.ref : '',
      ...values,
      ...(isWrong ? { email: 'nope' } : {}),
    };
  };

  const table = async () =>
    (await here.endUsers()).map(({ id, organizationId, ...rest }) => ({
      id,
      organization: organizationId,
      cells: Object.fromEntries(
        cellNames.map((name) => [
          name,
          name === 'custom_fields.a' || name === 'custom_fields.b'
            ? cellOfKey((rest.custom_fields ?? {}) as Record<string, unknown>, name.slice(-1))
            : (rest[name]?.toString() ?? null),
        ]),
      ),
    }));

  async function expectSamePeople() {
    const expected = [...model.people].sort(([a], [b]) => a - b).map(([id, person]) => ({ id, ...person }));
    expect(await table()).toEqual(expected);
  }

  async function importFile(
    rows: readonly Row[],
    options: { of?: Copy; choices: Choices; organizationId: number | null },
  ): Promise<{ planned: Planned; applied: Applied }> {
    const asModel = rows.map((found) => ({
      ...found,
      ...(found.custom_fields ? { custom_fields: inOrder(JSON.parse(found.custom_fields)) } : {}),
    }));
    const copy = options.of ?? null;
    const rounds = roundsWith(copy);
    const expected = model.plan(asModel, {
      ...options,
      base: copy?.base.model ?? null,
      lineage: rounds.map(({ operation }) => operation),
    });
    const planned = await here.plan(toCsv(rows as readonly CsvRow[]), {
      choices: options.choices,
      ...(options.organizationId === null ? {} : { organizationId: options.organizationId }),
      ...(copy ? { base: copy.base.engine, lineage: rounds.map(({ last }) => last.importId) } : {}),
    });
    const actions = await db.execute(
      sql`select action from ${planTable(planned.rules.importId)} order by line`,
    );
    expect(actions.map(({ action }) => action)).toEqual(expected.rows.map(({ action }) => action));
    const { choiceCounts, damagedCells } = planned.plan;
    expect({ counts: planned.plan, choiceCounts, damagedCells }).toMatchObject({
      counts: expected.counts,
      choiceCounts: expected.choiceCounts,
      damagedCells: expected.damagedCells,
    });
    const applied = (await here.apply(planned))!;
    expect(applied.counts).toEqual(expected.counts);
    const created = (await here.endUsers()).filter(({ createdIn }) => createdIn === applied.operationId);
    const newIds = created.map(({ id }) => id);
    ids.push(...newIds);
    imports.push({ last: applied, operation: model.apply(expected, newIds), of: copy });
    await expectSamePeople();
    return { planned, applied };
  }

  /** Undoes what an import did last. */
  async function undoLast(at: number): Promise<void> {
    const found = imports[at]!;
    const expected = model.undo(found.operation);
    const undone = await here.undo(found.last);
    expect(undone.counts).toEqual(expected.counts);
    expect(undone.notRestored.count).toBe(expected.notRestored);
    expect(undone.emailsNotRestored.count).toBe(expected.emails);
    expect(undone.kept).toHaveLength(Math.min(5, expected.counts.keptCells + expected.counts.keptEndUsers));
    imports[at] = { ...found, last: { ...found.last, operationId: undone.operationId } };
    await expectSamePeople();
  }

  async function editByHand({ who, field, at }: From<typeof edit>): Promise<void> {
    const people = [...model.people.keys()];
    const id = people[who % people.length];
    const value = ['', ...values[field]][at % (values[field].length + 1)] || null;
    if (id === undefined || model.people.get(id)!.cells[field] === value) return;
    model.editByHand(id, field, value);
    await here.editByHand(id, { [field]: value });
    await expectSamePeople();
  }

  async function takeExport(one: boolean) {
    const engine = await here.export(one ? organizations[0] : null);
    exports.push({ engine, model: model.export() });
  }

  async function shareEdited(
    which: number,
    edit: Parameters<typeof edited>[1],
    added: readonly Row[],
    chosen: Choices,
    by: string,
  ) {
    const base = exports[which % exports.length]!;
    let rows: Row[] = [];
    edited(base.engine.csv, (found) => {
      const change = edit(found);
      if (change !== null) rows.push({ ...found, import_ref: '', ...change } as Row);
      return undefined;
    });
    rows = [...rows, ...added.filter(isFilled)];
    return rows.length === 0
      ? null
      : importFile(rows, { of: { base, by }, choices: chosen, organizationId: null });
  }

  const play = {
    here,
    table,
    imports,
    exports: exports as readonly unknown[],
    undoLast,
    takeExport,
    /** Shares an export without edits. */
    shareUnedited: (which: number, chosen: Choices) =>
      shareEdited(which, () => undefined, [], chosen, 'nobody'),
    async take(next: Step) {
      if (next.kind === 'export') await takeExport(next.one);
      if (next.kind === 'hand edit') await editByHand(next);
      if (next.kind === 'undo') await undoLast(next.which % imports.length);
      if (next.kind === 'file' || next.kind === 'edited export') return play.share(next);
      return null;
    },
    share(next: FileStep) {
      if (next.kind === 'file') {
        const all = next.rows.map(toRow).map((found) => ({
          customer_id: found.customer_id ?? '',
          contact_id: found.contact_id ?? '',
          import_ref: found.import_ref ?? '',
          ...Object.fromEntries(next.columns.map((field) => [field, found[field] ?? ''])),
        }));
        const rows = all.filter(isFilled);
        if (rows.length === 0) return null;
        const organizationId = next.hasOrganization ? organizations[0] : null;
        return importFile(rows, { choices: next.choices, organizationId });
      }
      let at = 0;
      const edit = () => {
        const mine = next.edits.filter((found) => found.at === at);
        at++;
        if (mine.some(({ goes }) => goes)) return null;
        return Object.assign({}, ...mine.map((found) => found.cells)) as CsvRow;
      };
      return shareEdited(next.which, edit, next.added.map(toRow), next.choices, next.by);
    },
  };

  await importFile(
    [0, 1, 2, 3].map((i) => ({
      customer_id: String(organizations[i % 2]),
      title: 'x',
      email: values.email[i % 3]!,
      zip: values.zip[i]!,
      custom_fields: i === 0 ? '{"a":1}' : '',
    })),
    {
      choices: {
        lookAlikes: 'create',
        emptyCells: 'keep',
        unknownIds: 'leave out',
        conflicts: 'keep',
        olderValues: 'keep',
        archived: 'leave out',
        leavers: 'keep',
        otherOrganizations: 'leave out',
        otherPeople: 'write',
      },
      organizationId: null,
    },
  );
  await takeExport(false);
  return play;
}
