// Erases an end user from what imports keep for their messages: plans, undos, samples of cells, and reasons.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { updateImport } from '../db/imports.ts';
import { importTable } from '../db/schema/import-table.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Letters } from '../model/read-as.ts';
import { namesPerson, withoutPerson } from '../model/without-person.ts';
import type { StagedRows } from './staged-rows-of.ts';
import { arrayOf, inJson, type Traces } from './traces.ts';

/** What replaces a text that names them. */
const erasedText = 'It named an end user who was erased.';

/** @returns the ids of the imports of which something was erased */
export async function eraseFromImports(
  tx: Transaction,
  traces: Traces,
  staged: readonly StagedRows[],
): Promise<number[]> {
  const { workspaceId, endUserId, texts, names, emails } = traces;
  const known = [...traces.lines.keys(), ...staged.map(({ importId }) => importId)];
  const stored = sql`lower(concat_ws(' ', plan, undo, header, letters, read_as, offer, reason, file_name))`;
  const rows = await tx
    .select()
    .from(importTable)
    .where(
      sql`workspace_id = ${workspaceId} and (id in (select jsonb_array_elements(${JSON.stringify(known)}::jsonb)::bigint)
        or strpos(plan::text, ${`"endUserId": ${endUserId}`}) > 0 or strpos(undo::text, ${`"endUserId": ${endUserId}`}) > 0
        or exists (select from unnest(${arrayOf([...texts, ...texts.map(inJson)])}) as text where strpos(${stored}, text) > 0))`,
    );
  const changed: number[] = [];
  for (const row of rows) {
    const lines = staged.find(({ importId }) => importId === row.id)?.lines ?? [];
    const person = { endUserId, texts, lines: new Set([...(traces.lines.get(row.id) ?? []), ...lines]) };
    const without = (text: string) => (namesPerson(text, texts) ? erasedText : text);
    // Which row a sample is from is not known.
    const withoutTheirs = (samples: readonly string[]) =>
      known.includes(row.id) ? [] : samples.filter((sample) => !namesPerson(sample, texts));
    const withoutSample = (letters: Letters) => ({ ...letters, sample: withoutTheirs(letters.sample) });
    const kept = {
      plan: row.plan && {
        ...withoutPerson(row.plan, person),
        ...(row.plan.letters && { letters: withoutSample(row.plan.letters) }),
      },
      undo: row.undo && withoutPerson(row.undo, person),
      header: row.header && {
        ...row.header,
        ...(row.header.samples && { samples: row.header.samples.map(withoutTheirs) }),
      },
      letters: row.letters && withoutSample(row.letters),
      offer: row.offer?.kind === 'refused' ? { ...row.offer, reason: without(row.offer.reason) } : row.offer,
      reason: row.reason && without(row.reason),
      fileName: namesPerson(row.fileName, [...names, ...emails]) ? 'erased.csv' : row.fileName,
    };
    if (isDeepStrictEqual(kept, pick(row, kept))) continue;
    await updateImport(tx, { workspaceId, importId: row.id }, kept);
    changed.push(row.id);
  }
  return changed;
}

const pick = (row: Readonly<Record<string, unknown>>, like: object) =>
  Object.fromEntries(Object.keys(like).map((key) => [key, row[key]]));
