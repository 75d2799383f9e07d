// The three bytes that tell Excel that a file is UTF-8. Other importers take them for a part of the first header, so
// only a file with a character beyond ASCII begins with them.

export const byteOrderMark: Buffer = Buffer.from([0xef, 0xbb, 0xbf]);
