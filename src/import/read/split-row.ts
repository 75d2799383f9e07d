// Judges whether the parts of a text are the cells of a row, and not those of a name with commas or of a sentence.
import type { ColumnName } from '../../model/columns.ts';
import { isEmail } from '../../model/email.ts';
import { isPhone } from '../../model/person-cells.ts';
import { isBlank } from '../../model/read-cell.ts';

/** With fewer columns, a text that contains a single `;` would already match. */
const minColumns = 3;

type SplitRowCheck = (parts: readonly string[], isPadded: boolean) => boolean;

/**
 * Creates a check by these columns. `isPadded`: the row has all of its cells, so it may as well be an ordinary one that
 * fills few of them.
 */
export function createSplitRowCheck(columns: readonly (ColumnName | null)[]): SplitRowCheck {
  const count = columns.length;
  return (split, isPadded) => {
    const end = split.findLastIndex((part) => !isBlank(part)) + 1;
    const isWhole = end <= count && split.length >= count;
    if (isWhole && count >= minColumns && !isPadded) return true;
    const parts = split.slice(0, end).map((part) => part.trim());
    if (parts.length < 2 || parts.length > count || isList(parts)) return false;
    // Sentences and names have spaces after their commas; what programs write has none.
    const isText = split.slice(1, end).some((part) => part.startsWith(' '));
    if (parts.some((part, at) => isContactOf(columns[at]!, part))) return isWhole || !isText;
    const isOtherThanEmail = parts.some((part, at) => columns[at] === 'email' && part !== '');
    return isWhole && count >= minColumns && !isText && !isOtherThanEmail;
  };

  /** Several addresses or phones in the first cell. */
  function isList(parts: readonly string[]): boolean {
    return parts.some((part, at) => isContactOf(columns[0]!, part) && !isContactOf(columns[at]!, part));
  }
}

function isContactOf(column: ColumnName | null, part: string): boolean {
  if (column === 'email') return isEmail(part);
  return (column === 'phone' || column === 'mobile') && isPhone(part);
}
