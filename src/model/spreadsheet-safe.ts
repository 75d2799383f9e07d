// No formula ever leaves: the `'` before a cell that a spreadsheet would evaluate, and its exact inverse.

// The first characters are those of OWASP's "CSV injection" page, with the full-width forms of = + - @.
// A cell that already starts with `'`s and such a character gets one more, so that taking one off is exact.
const evaluated = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const protectedCell = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The text as it goes into a written file. */
export const protectCell = (text: string): string => (evaluated.test(text) ? `'${text}` : text);

/** The text as it was before `protectCell`; any other text stays as it is. */
export const unprotectCell = (text: string): string =>
  // 39 is `'`: nearly every cell is told by its first character, without the pattern.
  text.charCodeAt(0) === 39 && protectedCell.test(text) ? text.slice(1) : text;
