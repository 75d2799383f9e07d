// Recognizes an HTML page by its first bytes.

// The pattern can match a comment in only one way; otherwise, a file of nothing but comments would take forever.
const start = /^(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;

/** In bytes. */
const headLength = 4096;

export const looksLikeHtml = (head: Buffer): boolean => start.test(head.toString('latin1', 0, headLength));
