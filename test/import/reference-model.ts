// The reference model: a simple implementation of imports and undos, cell by cell, to compare the engine with. Instead of
// SQL and a history, it keeps full copies of earlier states. Each key of the custom fields is a cell.
import type { ChoiceCounts, Choices } from '../../src/model/choices.ts';
import type { RowCounts } from '../../src/model/plan.ts';
import type { UndoCounts } from '../../src/model/undo.ts';

export const fields = [
  'title',
  'email',
  'zip',
  'notification_billing',
  'vendor_id',
  'custom_fields',
] as const;
/** The keys that the custom fields have in these tests. */
const keys = ['a', 'b'] as const;
/** What is merged, recorded, and undone by itself. */
export const cellNames = [
  'title',
  'email',
  'zip',
  'notification_billing',
  'vendor_id',
  ...keys.map((key) => `custom_fields.${key}` as const),
] as const;
type Column = (typeof fields)[number];
type Field = (typeof cellNames)[number];
export type Cells = Readonly<Record<Field, string | null>>;
export type Person = { readonly organization: number; readonly cells: Cells };
export type People = ReadonlyMap<number, Person>;

/** A row as it is in the file: '' is an empty cell, undefined a column that the file doesn't have. */
export type Row = Readonly<Partial<Record<Column | 'customer_id' | 'contact_id' | 'import_ref', string>>>;

/** The only values that a spreadsheet damages in these tests, with the damaged form. */
export const damages: Readonly<Record<string, string>> = {
  '02134': '2134',
  '3-4': '03/04/26',
  '12345678901234567': '12345678901234500',
};

/** What an export contained, and when it was made. */
export type Export = { readonly people: Map<number, Cells>; readonly at: number };

/** The end user that a row of a problem file meant when it was last applied, and the values at that time. */
type Ref = {
  id: number;
  /** The end users that the row meant before. */
  readonly earlier: number[];
  readonly at: number;
  readonly operation: Operation;
  readonly wrote: ReadonlySet<Field>;
  readonly cells: Record<Field, string | null>;
  /** The fields that others wrote since, so that undoing `operation` no longer affects them. */
  readonly moved: Set<Field>;
};

export type Rules = {
  readonly organizationId: number | null;
  readonly choices: Choices;
  readonly base: Export | null;
  /** What earlier imports of the same copy did, as far as it isn't undone. */
  readonly lineage?: readonly Operation[];
};

type PlannedRow = {
  readonly row: Row;
  readonly action: 'create' | 'update' | 'unchanged' | 'left out';
  readonly id: number | null;
  readonly organization: number | null;
  readonly changes: ReadonlyMap<Field, string | null>;
};

export type ModelPlan = {
  readonly counts: RowCounts;
  readonly choiceCounts: Omit<ChoiceCounts, 'otherPeople' | 'archived' | 'otherOrganizations'>;
  readonly damagedCells: number;
  readonly rows: readonly PlannedRow[];
};

type Change = {
  readonly id: number;
  readonly field: Field;
  readonly from: string | null;
  readonly to: string | null;
};
export type Operation = {
  readonly changes: readonly Change[];
  readonly came: ReadonlyMap<number, Person>;
};

export function createReferenceModel(organizations: readonly number[]) {
  const people = new Map<number, Person>();
  const exports: Export[] = [];
  const refs = new Map<string, Ref>();
  /** The values that imports have replaced, by end user and cell. */
  const past = new Map<string, Set<string | null>>();
  /** The value that the last change of a cell has replaced, if that was an undo: it may well be applied again. */
  const undone = new Map<string, string | null>();
  const cellKey = (id: number, field: Field): string => `${id} ${field}`;
  let clock = 0;
  const log: { operation: Operation; at: number; isUndone: boolean }[] = [];
  const gone = new Map<number, Person>();
  /** Everybody after each operation. */
  const states: ReadonlyMap<number, Person>[] = [];

  const haveSameEmail = (one: Person | undefined, other: Person | undefined): boolean =>
    one?.cells.email != null &&
    one.organization === other?.organization &&
    one.cells.email.toLowerCase() === other.cells.email?.toLowerCase();

  /** Those who have the same email now, and never had it side by side. */
  const findNewlyAlike = (id: number): number[] =>
    [...people.keys()].filter(
      (other) =>
        other !== id &&
        haveSameEmail(people.get(id), people.get(other)) &&
        !states.some((state) => haveSameEmail(state.get(id), state.get(other))),
    );

  const hasLostRow = (id: number): boolean =>
    [...refs.values()].some((ref) => ref.earlier.includes(id) && people.has(ref.id));

  function come(id: number, person: Person): void {
    people.set(id, person);
    // An end user who is created after an export counts as exported with these values.
    for (const { people: exported } of exports) if (!exported.has(id)) exported.set(id, person.cells);
  }

  /** Notes that a cell changes. @returns the values that it had before */
  function replace(id: number, field: Field): Set<string | null> {
    const key = cellKey(id, field);
    const values = past.get(key) ?? new Set();
    const last = undone.get(key);
    if (last !== undefined) values.add(last);
    undone.delete(key);
    past.set(key, values);
    return values;
  }

  /** Writes cells of an end user, and keeps the values that they had. */
  function write(id: number, cells: ReadonlyMap<Field, string | null>): Change[] {
    const person = people.get(id)!;
    people.set(id, { ...person, cells: { ...person.cells, ...Object.fromEntries(cells) } });
    return [...cells].map(([field, to]) => {
      const from = person.cells[field];
      replace(id, field).add(from);
      return { id, field, from, to };
    });
  }

  /** Records what has been written. */
  function record(operation: Operation): void {
    const { changes } = operation;
    move(changes);
    clock++;
    log.push({ operation, at: clock, isUndone: false });
    states.push(new Map(people));
  }

  /** What an undo of the same operation restores, the row of a problem file can write again. */
  function move(changes: readonly Change[], undone?: Operation): void {
    for (const { id, field, to } of changes) {
      for (const ref of refs.values()) {
        if (ref.id !== id || ref.moved.has(field)) continue;
        if (undone === ref.operation) ref.cells[field] = to;
        else ref.moved.add(field);
      }
    }
  }

  function plan(file: readonly Row[], rules: Rules): ModelPlan {
    const candidates = file.map((row) => findCandidates(row, file, rules));
    const keys = file.map((row) => keyOfNew(row, rules));
    // Rows that fix the same row of an earlier file are not duplicates of each other.
    const isTwin = file.map((row, i) => !row.import_ref && keys[i] !== null && keys.indexOf(keys[i]!) < i);
    const targets = file.map((row, i) => targetOf(row, candidates[i]!, rules));
    const meant = file.map((row, i) => targets[i] ?? (row.import_ref || null));
    const named = file.flatMap((row) => (row.contact_id ? [] : (refs.get(row.import_ref ?? '') ?? [])));
    const lastRound = (id: number, field: Field) =>
      (rules.lineage ?? [])
        .flatMap(({ changes }) => changes)
        .findLast((change) => change.id === id && change.field === field);
    const baseOf = (id: number, field: Field, here: string | null): string | null => {
      const exported = rules.base?.people.get(id);
      const fixed = named.filter((ref) => ref.id === id).sort((a, b) => b.at - a.at)[0];
      const round = fixed ? undefined : lastRound(id, field);
      if (round) return round.to;
      const isNewer = fixed && (fixed.wrote.has(field) || !rules.base || fixed.at < rules.base.at);
      return isNewer ? fixed.cells[field] : exported ? exported[field] : here;
    };
    const isOfRef = (id: number): boolean => named.some((ref) => ref.id === id);
    const count = { emptyCells: 0, conflicts: 0, olderValues: 0, unknownIds: 0, damagedCells: 0 };

    const planned = file.map((row, i): PlannedRow => {
      const same = file.flatMap((_, j) => (meant[i] !== null && meant[j] === meant[i] ? [j] : []));
      const differ = same.some((j) => !sameContent(file[j]!, row));
      const target = targets[i] ?? null;
      const id = target !== null && people.has(target) ? target : null;
      const person = id === null ? null : people.get(id)!;
      const names = namedBy(row);
      const unknown = row.contact_id ? !people.has(Number(row.contact_id)) : false;
      const wanted = row.customer_id
        ? Number(row.customer_id)
        : (person?.organization ?? rules.organizationId);
      const organization = wanted !== null && organizations.includes(wanted) ? wanted : null;
      const filled = cellsOf(row).some(({ inFile }) => inFile !== null);
      const wrong =
        isWrong(row) ||
        isUnlikeOthers(row, file) ||
        differ ||
        organization === null ||
        (person !== null && person.organization !== organization) ||
        (person === null && !filled);
      if (unknown && !wrong) count.unknownIds++;
      const leftOut =
        wrong ||
        (unknown && rules.choices.unknownIds === 'leave out') ||
        ((candidates[i]!.length > 0 || isTwin[i]!) && rules.choices.lookAlikes === 'leave out') ||
        (candidates[i]!.length === 0 && isTwin[i]! && rules.choices.lookAlikes === 'update') ||
        (candidates[i]!.length > 1 && rules.choices.lookAlikes === 'update');
      const nothing = { row, id, organization, changes: new Map() };
      if (leftOut) return { ...nothing, action: 'left out' };
      if (same.some((j) => j < i)) return { ...nothing, action: 'unchanged' };
      if (id === null || person === null) {
        const cells = cellsOf(row).flatMap(({ name, inFile }) =>
          inFile === null ? [] : [[name, inFile] as const],
        );
        return { ...nothing, action: 'create', changes: new Map(cells) };
      }
      // Without anything that tells what the row was made from, the history judges it.
      const ref = refs.get(row.import_ref ?? '');
      const hasRef =
        ref && (!row.contact_id || Number(row.contact_id) === ref.id || !people.has(Number(row.contact_id)));
      const older = new Set(
        rules.base && !isOfRef(id)
          ? cellsOf(row).flatMap(({ name, inFile }) =>
              lastRound(id, name) && rules.base?.people.get(id)?.[name] === inFile ? [name] : [],
            )
          : rules.base || hasRef
            ? []
            : cellsOf(row).flatMap(({ name, inFile }) =>
                inFile !== null && inFile !== person.cells[name] && past.get(cellKey(id, name))?.has(inFile)
                  ? [name]
                  : [],
              ),
      );
      const isAlone =
        !rules.base && [...older].filter((name) => !name.startsWith('custom_fields')).length < 2;
      if (isAlone) older.delete('notification_billing');
      const changes = new Map<Field, string | null>();
      const emptied = new Set<Column>();
      for (const { name: field, column, inFile, isEmpty } of cellsOf(row)) {
        const here: string | null = person.cells[field];
        const was = names === id || rules.base ? baseOf(id, field, here) : here;
        if (inFile === here || inFile === was) continue;
        if (isEmpty) {
          if (names !== id && rules.base !== null) continue;
          const isOlder = was === here && older.has(field);
          if (!isOlder) emptied.add(column);
          if (!isOlder && rules.choices.emptyCells === 'keep') continue;
        }
        if (was !== null && damages[was] === inFile) count.damagedCells++;
        else if (was !== here) {
          count.conflicts++;
          if (rules.choices.conflicts === 'use file') changes.set(field, inFile);
        } else if (older.has(field)) {
          count.olderValues++;
          if (rules.choices.olderValues === 'use file') changes.set(field, inFile);
        } else changes.set(field, inFile);
      }
      count.emptyCells += emptied.size;
      return { ...nothing, action: changes.size > 0 ? 'update' : 'unchanged', changes };
    });

    const isTaken = isTakenAfterwards(planned, rules);
    const rows = planned.map((row, i): PlannedRow => {
      const isHeld = isTaken[i]! && rules.choices.lookAlikes !== 'create';
      return isHeld ? { ...row, action: 'left out', changes: new Map() } : row;
    });
    const of = (action: PlannedRow['action']) => rows.filter((row) => row.action === action);
    const { damagedCells, ...choiceCounts } = count;
    return {
      rows,
      damagedCells,
      choiceCounts: {
        ...choiceCounts,
        leavers: 0,
        lookAlikes: candidates.filter((list, i) => list.length > 0 || isTwin[i] || isTaken[i]).length,
      },
      counts: {
        rows: rows.length,
        created: of('create').length,
        updated: of('update').length,
        cells: of('update').reduce((sum, { changes }) => sum + changes.size, 0),
        unchanged: of('unchanged').length,
        leftOut: of('left out').length,
      },
    };
  }

  const isWrong = (row: Row): boolean => row.email === 'nope';

  /** As a footer is: it fills one cell, which tells nobody apart, where most rows fill three or more. */
  function isUnlikeOthers(row: Row, file: readonly Row[]): boolean {
    const filledIn = (each: Row): number => Object.values(each).filter((text) => text !== '').length;
    const counts = file.map(filledIn).sort((a, b) => a - b);
    const doFillMany = counts[Math.floor(counts.length / 2)]! >= 3;
    const tells = row.customer_id || row.contact_id || row.import_ref || (row.email && !isWrong(row));
    return doFillMany && filledIn(row) === 1 && !tells;
  }

  function namedBy(row: Row): number | null {
    if (row.contact_id) return Number(row.contact_id);
    return refs.get(row.import_ref ?? '')?.id ?? null;
  }

  /** The organization and the email of a new row; null if it lacks one of them, or is not new. */
  function keyOfNew(row: Row, { organizationId, choices }: Rules): string | null {
    if (!row.email || isWrong(row) || (row.contact_id && choices.unknownIds === 'leave out')) return null;
    const named = namedBy(row);
    if (named !== null && people.has(named)) return null;
    const organization = row.customer_id ? Number(row.customer_id) : organizationId;
    return organization === null ? null : `${organization} ${row.email.toLowerCase()}`;
  }

  const keyOf = ({ organization, cells }: Person): string => `${organization} ${cells.email?.toLowerCase()}`;

  /** Without those who get another email in the same file. */
  function findCandidates(row: Row, file: readonly Row[], rules: Rules): number[] {
    const key = keyOfNew(row, rules);
    const isGivenUp = (id: number, { cells }: Person): boolean =>
      file.some(
        (other) =>
          namedBy(other) === id &&
          !isWrong(other) &&
          other.email &&
          other.email.toLowerCase() !== cells.email?.toLowerCase(),
      );
    return [...people].flatMap(([id, person]) =>
      key !== null && keyOf(person) === key && !isGivenUp(id, person) ? [id] : [],
    );
  }

  /** New rows with an email that somebody else would have after applying. */
  function isTakenAfterwards(rows: readonly PlannedRow[], rules: Rules): boolean[] {
    const afterwards = new Map(people);
    for (const { action, id, changes } of rows) {
      const person = people.get(id ?? 0);
      if (action !== 'update' || !person || !changes.has('email')) continue;
      afterwards.set(id!, { ...person, cells: { ...person.cells, email: changes.get('email')! } });
    }
    const taken = new Set([...afterwards.values()].map(keyOf));
    return rows.map(
      ({ row, action, id }) => action !== 'left out' && id === null && taken.has(keyOfNew(row, rules) ?? ''),
    );
  }

  function targetOf(row: Row, candidates: readonly number[], { choices }: Rules): number | null {
    if (choices.lookAlikes === 'update' && candidates.length === 1) return candidates[0]!;
    return namedBy(row);
  }

  return {
    people: people as People,
    plan,
    /** @param newIds the ids of the created end users, in the order of the rows */
    apply({ rows }: ModelPlan, newIds: readonly number[]): Operation {
      const changes: Change[] = [];
      const came = new Map<number, Person>();
      const operation = { changes, came };
      const meant = new Map<string, Pick<Ref, 'id' | 'wrote'>>();
      for (const { row, action, id, organization, changes: cells } of rows) {
        const ref = row.import_ref ?? '';
        const isNews = action === 'update' || refs.get(ref)?.id !== id;
        if (ref && id !== null && action !== 'left out' && isNews && !meant.has(ref)) {
          meant.set(ref, { id, wrote: new Set(cells.keys()) });
        }
        if (action === 'update') {
          changes.push(...write(id!, cells));
        }
        if (action !== 'create') continue;
        const newId = newIds[came.size]!;
        const person = { organization: organization!, cells: { ...noCells, ...Object.fromEntries(cells) } };
        came.set(newId, person);
        come(newId, person);
        if (ref) meant.set(ref, { id: newId, wrote: new Set(cellNames) });
      }
      record(operation);
      for (const [ref, { id, wrote }] of meant) {
        const cells = { ...people.get(id)!.cells };
        const before = refs.get(ref);
        const earlier = before && before.id !== id ? [...before.earlier, before.id] : (before?.earlier ?? []);
        refs.set(ref, { id, earlier, wrote, cells, at: clock, operation, moved: new Set() });
      }
      return operation;
    },
    /** A member sets a cell in the form. */
    editByHand(id: number, field: Field, to: string | null): void {
      record({ changes: write(id, new Map([[field, to]])), came: new Map() });
    },
    isStanding: (operation: Operation): boolean =>
      log.some((found) => found.operation === operation && !found.isUndone),
    /** Undoes an applied operation, or redoes it if it is undone: values and people follow from the changes that stand. */
    undo(operation: Operation): { counts: UndoCounts; notRestored: number; emails: number } {
      const entry = log.find((found) => found.operation === operation)!;
      entry.isUndone = !entry.isUndone;
      clock++;
      const standing = log.filter(({ isUndone }) => !isUndone);
      const changesOf = (id: number, among = standing) =>
        among.flatMap(({ operation: { changes } }) => changes.filter((change) => change.id === id));
      const exists = (id: number): boolean =>
        changesOf(id).length > 0 || standing.some(({ operation: { came } }) => came.has(id));
      const derivedValue = (id: number, field: Field): string | null => {
        const last = changesOf(id).findLast((change) => change.field === field);
        const first = changesOf(id, log).find((change) => change.field === field);
        return last ? last.to : (first?.from ?? null);
      };
      const counts = { cells: 0, endUsers: 0, removed: 0, restored: 0, keptCells: 0, keptEndUsers: 0 };
      const touched = new Set([...operation.came.keys(), ...operation.changes.map(({ id }) => id)]);
      const removed = new Set<number>();
      const back: Change[] = [];
      const here = new Set([...touched].filter((id) => people.has(id)));
      for (const id of here) {
        if (!exists(id)) {
          gone.set(id, people.get(id)!);
          removed.add(id);
          people.delete(id);
        } else if (entry.isUndone && operation.came.has(id)) counts.keptEndUsers++;
      }
      // Whoever goes or changes their email may have stood in the way of what earlier undos could not bring back.
      const frees = removed.size > 0 || operation.changes.some(({ field }) => field === 'email');
      const returning = new Set(
        [...(frees ? gone.keys() : touched)].filter((id) => !people.has(id) && gone.has(id) && exists(id)),
      );
      const cells: Pick<Change, 'id' | 'field'>[] = [
        ...operation.changes,
        ...(frees ? [...people.keys()].map((id) => ({ id, field: 'email' as const })) : []),
      ];
      for (const { id, field } of cells) {
        const person = people.get(id);
        if (!person) continue;
        const from = person.cells[field];
        const to = derivedValue(id, field);
        const hasChanges = changesOf(id, log).some((change) => change.field === field);
        if (from === to || !hasChanges) continue;
        back.push({ id, field, from, to });
        people.set(id, { ...person, cells: { ...person.cells, [field]: to } });
      }
      for (const id of returning) {
        const person = gone.get(id)!;
        const logged = new Set(changesOf(id, log).map(({ field }) => field));
        const values = Object.fromEntries([...logged].map((field) => [field, derivedValue(id, field)]));
        people.set(id, { ...person, cells: { ...person.cells, ...values } });
      }
      const left = new Set<number>();
      const keptEmails = new Set<number>();
      const emailOf = (id: number) =>
        back.findIndex((change) => change.id === id && change.field === 'email');
      for (;;) {
        const isComer = (id: number): boolean => returning.has(id) || emailOf(id) >= 0;
        const pairs = [...people.keys()]
          .filter(isComer)
          .flatMap((one) => findNewlyAlike(one).map((other) => ({ one, other })));
        const settled = [
          ...pairs.filter(({ other }) => !isComer(other)).map(({ one }) => one),
          ...[...returning].filter(hasLostRow),
        ];
        const higher = pairs.filter(({ one, other }) => other < one);
        const first = higher.filter(({ other }) => !higher.some(({ one }) => one === other));
        const victims = new Set(settled.length > 0 ? settled : first.map(({ one }) => one));
        if (victims.size === 0) break;
        for (const id of victims) {
          if (returning.delete(id)) {
            left.add(id);
            people.delete(id);
            continue;
          }
          keptEmails.add(id);
          const [{ from }] = back.splice(emailOf(id), 1) as [Change];
          const person = people.get(id)!;
          people.set(id, { ...person, cells: { ...person.cells, email: from } });
        }
      }
      for (const { id, field, from } of back) {
        replace(id, field);
        undone.set(cellKey(id, field), from);
      }
      for (const id of returning) {
        come(id, people.get(id)!);
        counts.restored++;
        for (const ref of refs.values()) {
          if (!ref.earlier.includes(id) || people.has(ref.id)) continue;
          ref.earlier.push(ref.id);
          ref.id = id;
        }
      }
      const notRestored = [...left].filter((id) => touched.has(id)).length;
      const emails = [...keptEmails].filter((id) =>
        operation.changes.some((change) => change.id === id && change.field === 'email'),
      ).length;
      states.push(new Map(people));
      const later = log.slice(log.indexOf(entry) + 1).filter(({ isUndone }) => !isUndone);
      for (const { id, field, from, to } of operation.changes) {
        const holder = changesOf(id, later).findLast((change) => change.field === field);
        if (!holder || !people.has(id)) continue;
        const earlier = log.slice(0, log.indexOf(entry));
        const below = changesOf(
          id,
          earlier.filter(({ isUndone }) => !isUndone),
        ).findLast((c) => c.field === field);
        const first = changesOf(id, earlier).find((change) => change.field === field);
        const without = entry.isUndone ? (below ? below.to : first ? first.from : from) : to;
        if (holder.to !== without) counts.keptCells++;
      }
      move(back, entry.isUndone ? operation : undefined);
      for (const ref of refs.values()) {
        if (removed.has(ref.id) && ref.operation !== operation)
          for (const name of cellNames) ref.moved.add(name);
      }
      counts.cells = back.length;
      counts.endUsers = new Set(back.map(({ id }) => id)).size;
      counts.removed = removed.size;
      return { counts, notRestored, emails };
    },
    export(): Export {
      const exported = { people: new Map([...people].map(([id, { cells }]) => [id, cells])), at: ++clock };
      exports.push(exported);
      return exported;
    },
  };
}

const noCells: Cells = {
  title: null,
  email: null,
  zip: null,
  notification_billing: null,
  vendor_id: null,
  'custom_fields.a': null,
  'custom_fields.b': null,
};

type FileCell = {
  readonly name: Field;
  readonly column: Column;
  readonly inFile: string | null;
  /** Whether the column's cell is empty. A key that is null in the cell is removed, whatever is chosen for empty cells. */
  readonly isEmpty: boolean;
};

/** The cells of a row, without those that it says nothing about. */
function cellsOf(row: Row): FileCell[] {
  return fields.flatMap((column): FileCell[] => {
    const text = row[column];
    if (text === undefined) return [];
    if (column !== 'custom_fields') {
      return [{ name: column, column, inFile: text || null, isEmpty: text === '' }];
    }
    const object: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    return keys
      .filter((key) => text === '' || key in object)
      .map((key) => ({
        name: `custom_fields.${key}` as const,
        column,
        inFile: cellOfKey(object, key),
        isEmpty: text === '',
      }));
  });
}

/** The value of a key as text; null if it has none. */
export const cellOfKey = (object: Readonly<Record<string, unknown>>, key: string): string | null =>
  object[key] == null ? null : JSON.stringify(object[key]);

const sameContent = (a: Row, b: Row): boolean =>
  (a.customer_id || '') === (b.customer_id || '') && fields.every((field) => a[field] === b[field]);
