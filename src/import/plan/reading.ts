// Describes how a file was read, for the plan.
import { tellWho } from '../../model/chosen-columns.ts';
import type { HeaderMeaning } from '../../model/header-names.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { ReadColumn, Reading } from '../../model/plan.ts';
import { shortenCell } from '../../model/quote-cell.ts';

export function describeReading({
  line,
  linesAbove,
  header,
  reads,
  ignored,
  chosen,
  subject,
  ...rows
}: MatchedHeader): Reading {
  const isIgnored = (at: number): boolean => ignored.some((column) => column.at === at);
  const columns = (reads ?? [])
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, meaning, by }): ReadColumn[] => {
      const as = nameOf(meaning);
      if (as === null || isIgnored(at)) return [];
      return [
        { header: shortenCell(header[at]!), as, ...(by === 'content' && { byContent: true as const }) },
      ];
    });
  const { skippedRows, oddRows } = rows;
  return {
    headerLine: line,
    linesAbove: linesAbove ?? 0,
    columns,
    ...(chosen && { chosen }),
    ...(asksForColumns({ reads, subject }) && { asksForColumns: true as const }),
    ...(skippedRows && { skippedRows }),
    ...(oddRows && { oddRows }),
  };
}

/** Whether no column tells who the rows are about. */
export const asksForColumns = ({
  reads,
  subject,
}: { readonly [Key in 'reads' | 'subject']?: MatchedHeader[Key] | undefined }): boolean =>
  subject === undefined && reads !== undefined && !tellWho(reads.map(({ meaning }) => meaning));

/** What members call it; null for a column that only a problem file has. */
function nameOf(meaning: HeaderMeaning): string | null {
  switch (meaning.use) {
    case 'column':
      return meaning.column;
    case 'name-part':
      return `${meaning.part} name`;
    case 'organization':
      return 'organization';
    case 'custom-field':
      return `custom field ${meaning.key}`;
    default:
      return null;
  }
}
