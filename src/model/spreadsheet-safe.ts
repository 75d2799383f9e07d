// Keeps formulas out of written files: adds a `'` before a cell that a spreadsheet would evaluate, and removes it again.

// The characters are those of OWASP's "CSV injection" page and the full-width forms of = + - @. A cell that already starts
// with `'`s and such a character gets one more `'`, so that removing one `'` restores it exactly.
const formulaStart = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const protectedStart = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Returns the text as it is written to a file. */
export const protectCell = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** Returns the text that `protectCell` was given. Any other text is returned unchanged. */
export const unprotectCell = (text: string): string =>
  // 39 is `'`. For nearly every cell, the first character decides, which is faster than the pattern.
  text.charCodeAt(0) === 39 && protectedStart.test(text) ? text.slice(1) : text;
