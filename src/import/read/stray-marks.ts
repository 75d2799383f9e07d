// Removes byte-order marks that became part of the text: a second one, or one that a program read in another encoding and
// saved as letters. Such a mark hides the name of the first column, and the quote around it.

/** U+FEFF, and its bytes as Windows-1252 (also twice), Macintosh, Windows-1251, Windows-1250, code pages 437 and 850. */
const strayMarks = /^"?(?:\ufeff|ï»¿|Ã¯Â»Â¿|Ôªø|п»ї|ď»ż|∩╗┐|´╗┐)+/u;

/** More marks than these bytes have room for are not removed. */
const searchedBytes = 200;

/** @param text the start of a file, in UTF-8 */
export function dropStrayMarks(text: Buffer): Buffer {
  const marks = strayMarks.exec(text.toString('utf8', 0, searchedBytes))?.[0];
  if (marks === undefined) return text;
  const rest = text.subarray(Buffer.byteLength(marks));
  // The mark may be inside the first quoted cell.
  return marks.startsWith('"') ? Buffer.concat([Buffer.from('"'), rest]) : rest;
}
