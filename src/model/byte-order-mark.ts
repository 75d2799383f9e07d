// The byte-order mark: three bytes that tell Excel that a file is UTF-8. Other importers read them as part of the first
// header, so only files with non-ASCII characters start with them.

export const byteOrderMark: Buffer = Buffer.from([0xef, 0xbb, 0xbf]);
