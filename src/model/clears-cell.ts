// The text that empties a cell, whatever the choice about empty cells is.

/** In any case, since spreadsheets and people capitalize. */
export const clearsCell = (text: string): boolean => /^<clear>$/iu.test(text.trim());
