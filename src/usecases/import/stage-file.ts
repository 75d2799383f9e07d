// Stages the rows of a file that is being read, and records what is known about the file.
import { afterCommit } from '../../db/after-commit-events.ts';
import { updateImport } from '../../db/imports.ts';
import { findOrganization, hasOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { asksForColumns } from '../../import/plan/reading.ts';
import type { EncodeRow } from '../../import/read/copy-form.ts';
import type { CsvReading, EncodedRows } from '../../import/read/read-csv.ts';
import { emptyErasedRows } from '../../import/stage/empty-erased-rows.ts';
import { hasOldIds } from '../../import/stage/old-ids.ts';
import { rowTable, stageRows } from '../../import/stage/stage.ts';
import { countStagedBytes } from '../../import/stage/staged-bytes.ts';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Letters } from '../../model/read-as.ts';
import type { RowAction } from '../../model/row.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import type { Progress } from '../progress/report-progress.ts';
import { findMergeBase, findMergeBaseOfRefs } from './find-merge-base.ts';
import { lockedImport } from './locked-import.ts';
import { ImportCanceledError } from './stop-when-canceled.ts';

/**
 * @throws BadFileError when the workspace lacks the organization that the rows would go to, or has no room for the rows
 * @throws ImportCanceledError
 */
export async function stageFile(
  context: Context,
  record: Import,
  file: CsvReading,
  progress: Progress<ReadingProgress>,
  job: JobOf<'prepare-import'>,
): Promise<void> {
  const begun = performance.now();
  const { inWorkspace, slack } = context;
  const { workspaceId, place } = record;
  // Asked before the plan, which is the first message that shows stored data.
  const because = await slack.hiddenBecause(workspaceId, place.channelId);
  const sharedOutside = because === 'other company' || because === 'not visible';
  if (file.header().subject === 'organizations') await requireAdmin(context, record);
  else await inWorkspace(workspaceId, (tx) => requireOrganization(tx, record));
  // Rows about nobody would all be new end users: a member is asked first what the columns are.
  const rows = asksForColumns(file.header())
    ? noRows
    : (encode: EncodeRow) => withProgress(file, withAction(encode, record.action), progress);
  const stagedRows = await inWorkspace(workspaceId, async (tx) => {
    const otherSite = await otherSiteOf(tx, record);
    const taken = await countStagedBytes(tx, job.payload);
    const room = { bytes: context.limits.stagedBytes - taken, isShared: taken > 0 };
    const staged = await stageRows(tx, record.id, rows, job.signal, room, otherSite);
    // Only now: no other worker could take the job over until this commits, and the download may be slow.
    await job.assertLease(tx);
    // Who cancels from now on waits until this commits, and then drops the table.
    const locked = await lockedImport(tx, job.payload);
    if (locked?.record.state === 'cancelled') throw new ImportCanceledError();
    return staged;
  });
  await progress.end();
  await inWorkspace(workspaceId, async (tx) => {
    const header = file.header();
    const found = await findMergeBase(tx, record);
    // Few files can have old ids: for the others, nothing looks for them in all rows.
    const isExpected =
      record.instructions.otherSite === true || found?.withOldIds === true || hasRefs(header);
    const isOfOtherSite = isExpected && (await hasOldIds(tx, rowTable(record.id)));
    const base = isOfOtherSite || found?.withOldIds ? null : found;
    const baseExportId = base?.id ?? (await findMergeBaseOfRefs(tx, record));
    const read = { header, letters: file.letters(), fileDigest: file.digest() };
    await updateImport(tx, job.payload, { ...read, stagedRows, baseExportId, sharedOutside });
    if (isOfOtherSite)
      await updateImport(tx, job.payload, { instructions: { ...record.instructions, otherSite: true } });
    // After the update, which waits for an erasure: then these rows are emptied here, or else there.
    if (await emptyErasedRows(tx, job.payload)) await updateImport(tx, job.payload, withoutSamples(read));
    const { bytes } = file.progress();
    const ms = Math.round(performance.now() - begun);
    afterCommit(tx, { ...job.payload, what: 'import read', rows: stagedRows, bytes, ms });
  });
}

/** A copy of an export with old ids is one of another site, unless a member says otherwise. */
async function otherSiteOf(tx: Transaction, record: Import) {
  const { workspaceId, organizationId, instructions } = record;
  if (instructions.otherSite === false) return null;
  const isCertain = instructions.otherSite === true || (await findMergeBase(tx, record))?.withOldIds === true;
  return { workspaceId, organizationId, isCertain };
}

/** Whether the file has the column of a problem file: rows that fix rows of another site are of that site. */
const hasRefs = ({ reads = [] }: MatchedHeader): boolean =>
  reads.some(({ meaning }) => meaning.use === 'import-ref');

/** Which rows they are from is not known: they may be those of end users who were erased. */
const withoutSamples = ({ header, letters }: { header: MatchedHeader; letters: Letters | null }) => ({
  header: { ...header, samples: [] },
  letters: letters && { ...letters, sample: [] },
});

async function requireAdmin({ slack }: Context, { workspaceId, requestedBy }: Import): Promise<void> {
  if (!(await slack.isAllowed(workspaceId, requestedBy, 'import organizations'))) throw needsAdmin();
}

/** New rows need an organization, so nothing can be imported before one exists. */
async function requireOrganization(tx: Transaction, { workspaceId, organizationId }: Import): Promise<void> {
  if (!(await hasOrganizations(tx, workspaceId))) throw noOrganizationYet();
  if (organizationId === null) return;
  const organization = await findOrganization(tx, workspaceId, organizationId);
  if (!organization) throw unknownOrganization(organizationId);
  if (organization.archived) throw archivedOrganization(organizationId);
}

/** What a row says itself counts more than the message. */
const withAction = (encode: EncodeRow, action: RowAction | null): EncodeRow =>
  action === null ? encode : (row) => encode({ ...row, action: row.action ?? action });

async function* noRows(): AsyncGenerator<EncodedRows, void, undefined> {}

async function* withProgress(
  file: CsvReading,
  encode: EncodeRow,
  progress: Progress<ReadingProgress>,
): AsyncGenerator<EncodedRows, void, undefined> {
  const begun = performance.now();
  for await (const rows of file.encoded(encode)) {
    progress.report({ ...file.progress(), elapsedMs: performance.now() - begun });
    yield rows;
  }
}

const noOrganizationYet = (): BadFileError =>
  new BadFileError({
    code: 'no-organization',
    reason: 'there is no organization yet for these end users',
    remedy: 'Add one with `/endusers org add <name>`, then share the file again.',
  });

const unknownOrganization = (id: number): BadFileError =>
  new BadFileError({
    code: 'unknown-organization',
    reason: `the message names organization ${id}, which does not exist`,
    remedy: 'Find the right id with `/endusers orgs`, then share the file again.',
  });

const archivedOrganization = (id: number): BadFileError =>
  new BadFileError({
    code: 'archived-organization',
    reason: `the message names organization ${id}, which is archived`,
    remedy: `Restore it with \`/endusers org restore ${id}\`, then share the file again.`,
  });

const needsAdmin = (): BadFileError =>
  new BadFileError({
    code: 'needs-admin',
    reason: 'it is about organizations, and only admins of this app can import those',
    remedy:
      'Ask an admin to share it. If it is about end users, add a column with their names or email addresses.',
  });
