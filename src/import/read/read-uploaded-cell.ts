// Reads one cell of an uploaded file: removes what programs put around values, and recognizes what is not a value.
import { findCellDamage, numberColumns } from '../../model/cell-damage.ts';
import { clearsCell } from '../../model/clears-cell.ts';
import type { Column, ColumnName } from '../../model/columns.ts';
import { isEmail } from '../../model/email.ts';
import { readCell } from '../../model/read-cell.ts';
import { readFirstAddress } from '../../model/read-email.ts';
import type { Cell, CellMark } from '../../model/row.ts';
import { unquote } from '../../model/unquote.ts';

/** `value` is `null` for a text that is neither a value nor has the form of one. */
export type UploadedCell = { readonly value: Cell; readonly mark?: CellMark } | { readonly problem: string };

/**
 * @param written the cell as it is in the file
 * @param plain the cell without the `'` that keep formulas out of files
 */
export function readUploadedCell(
  column: Column & { readonly name: ColumnName },
  written: string,
  plain: string,
): UploadedCell {
  const text = unquote(written, plain);
  if (column.kind !== 'id' && clearsCell(text)) {
    return { value: '', mark: { column: column.name, text: plain, clears: true } };
  }
  const value = readCell(column, text);
  // An id that can't be read must not make its row one about a new end user, so it is a problem.
  const damage = column.kind === 'id' || text === '' ? null : findCellDamage(column, text);
  if (damage !== null) {
    const mark = { column: column.name, text: plain, damage };
    return { value: typeof value === 'string' ? value : null, mark };
  }
  if (typeof value === 'string') {
    const isRead = column.kind === 'text' || column.kind === 'email' || column.kind === 'emails';
    // Whitespace and another Unicode form are never a change: these need no mark.
    const isSame = !isRead || value === text || value === text.normalize('NFC');
    if (text.length >= plain.trim().length && isSame) return { value };
    return { value, mark: { column: column.name, text: plain } };
  }
  const first = column.kind === 'email' ? readFirstAddress(text) : null;
  return first === null ? value : { value: first, mark: { column: column.name, text: plain, hasMore: true } };
}

/**
 * Letters, digits, and signs in ASCII, and letters of Western, Cyrillic, and Chinese texts; without quotes and `&`, without
 * spaces at the end, and without the letters that garbled texts have.
 */
const ordinary = /^[0-9A-Za-zÀÁÄ-ÿА-я一-鿿](?:[ !#-%(-~ÀÁÄ-ÿА-я一-鿿]*[!#-%(-~ÀÁÄ-ÿА-я一-鿿])?$/;

/** Most phone numbers, extensions, and zips: none that a spreadsheet could have made of another text, such as a date. */
const ordinaryNumber =
  /^(?:x?\d+|\d{3}[-. ]\d{3}(?:[ 0-9A-Za-z().+-]*[0-9A-Za-z)])?|(?!\d{4}-\d\d-\d\d$)\+?[\d(][\d ()-]*[\d)])$/;
const wordStarts = ['n', 'un', 'Err:'];
const wordLike = new RegExp(`^(?:${wordStarts.join('|')})`, 'i');
const longestWord = 9;
const wordInitials = wordStarts.map((start) => start.toLowerCase().charCodeAt(0));

/** Whether an ordinary text may be a word that is not a value, by its length and its first character. */
export const mayBeWord = (length: number, first: number): boolean =>
  length <= longestWord && wordInitials.includes(first | 0x20);

/** Whether a text is its own value, and certainly not damaged. Nearly every cell needs no reading. */
export function isOrdinary(text: string, { kind, limit, name }: Column): boolean {
  if (kind === 'boolean') return text === 'true' || text === 'false';
  if (kind === 'id' || kind === 'integer') return /^[1-9]\d{0,14}$/.test(text);
  if (text.length > limit) return false;
  if (numberColumns.has(name)) return ordinaryNumber.test(text);
  if (!ordinary.test(text)) return false;
  if (kind !== 'text') return kind === 'email' && isEmail(text);
  return text.length > longestWord || !wordLike.test(text);
}
