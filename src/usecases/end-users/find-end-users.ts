// Members look up end users: several by a search text, or one with its history.
import { createHash } from 'node:crypto';
import { type CellDigest, findCellDigest, findCellHistory } from '../../db/cell-history.ts';
import { keyPrefix } from '../../db/custom-fields.ts';
import { findEndUser } from '../../db/end-users.ts';
import type { Range } from '../../db/range.ts';
import { searchEndUsers } from '../../db/search-end-users.ts';
import type { CellHistoryEntry, ChangedCell, Page } from '../../model/cell-change.ts';
import { fields } from '../../model/columns.ts';
import type { EndUser, EndUserKey, EndUserSummary } from '../../model/end-user.ts';
import type { Context } from '../ports.ts';

export type ShownEndUser = {
  readonly endUser: EndUser;
  readonly changes: Page<CellHistoryEntry>;
  /** The digest of the cell that the changes are about; null: all cells. */
  readonly only: string | null;
  /** That cell, if the end user has it. */
  readonly cell?: Pick<ChangedCell, 'field' | 'key'> & { readonly value: string | null };
  /** What the member typed, if it is neither a field nor a custom field that the end user has or had. */
  readonly unknownField?: string;
};

/** Which changes of an end user to show. */
export type WantedChanges = {
  /** A cell, or the digest of one; null: all cells. */
  readonly only: Pick<ChangedCell, 'field' | 'key'> | string | null;
  readonly page: number;
};

/** The last word of a search that is for archived end users. */
const archivedWord = /(?:^|\s)archived\s*$/i;

/** Some of the end users that match, best match first, and how many match in all. Archived ones if `search` ends with that. */
export function findEndUsers(
  { inWorkspace }: Context,
  workspaceId: string,
  search: string,
  range: Range,
): Promise<{ endUsers: readonly EndUserSummary[]; total: number }> {
  const archived = archivedWord.test(search);
  const text = archived ? search.replace(archivedWord, '') : search;
  return inWorkspace(workspaceId, (tx) => searchEndUsers(tx, workspaceId, text, range, archived));
}

/** The end user with a page of their changes, newest first; null when there is no such end user. */
export function showEndUser(
  { inWorkspace }: Context,
  key: EndUserKey,
  wanted: WantedChanges = { only: null, page: 0 },
): Promise<ShownEndUser | null> {
  return inWorkspace(
    key.workspaceId,
    async (tx) => {
      const endUser = await findEndUser(tx, key);
      if (!endUser) return null;
      const only =
        typeof wanted.only === 'object' && wanted.only ? await findCellDigest(tx, wanted.only) : wanted.only;
      const changes = await findCellHistory(tx, key, only, wanted.page);
      const typed = typeof wanted.only === 'object' ? wanted.only?.key : undefined;
      const isKnown = typed === undefined || hasCustomField(endUser, typed) || changes.items.some(isChange);
      const cell = cellsOf(endUser).find((each) => digestOf(each) === only);
      return {
        endUser,
        changes,
        only,
        ...(cell ? { cell } : {}),
        ...(isKnown ? {} : { unknownField: typed }),
      };
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** All fields, and all custom fields. */
function cellsOf({ organization, values }: EndUser): NonNullable<ShownEndUser['cell']>[] {
  const customFields: Record<string, unknown> = JSON.parse(values.custom_fields ?? '{}');
  return [
    ...fields
      .filter((field) => field !== 'custom_fields')
      .map((field) => ({
        field,
        value:
          field === 'organization_id' ? `${organization.name} · ${organization.id}` : (values[field] ?? null),
      })),
    ...Object.entries(customFields).map(([key, value]) => ({
      field: 'custom_fields' as const,
      key,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  ];
}

/** As `findCellDigest`, for cells that are known. */
function digestOf({ field, key }: Pick<ChangedCell, 'field' | 'key'>): CellDigest {
  const name = key === undefined ? field : `${keyPrefix}${key}`;
  return createHash('md5').update(name.toLowerCase()).digest('hex').slice(0, 12);
}

const isChange = ({ did }: CellHistoryEntry): boolean => did === 'changed';

function hasCustomField({ values }: EndUser, typed: string): boolean {
  const keys = Object.keys(JSON.parse(values.custom_fields ?? '{}'));
  return keys.some((key) => key.toLowerCase() === typed.toLowerCase());
}
