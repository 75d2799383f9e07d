// The content of a shared file: text, bytes, a file on disk, or a function that opens a stream.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

export type Content = string | Buffer | { path: string } | (() => Readable);

/** Opens the content as a stream. Strings are encoded as UTF-8. */
export function openContent(content: Content): Readable {
  if (typeof content === 'function') return content();
  if (typeof content === 'string') return Readable.from([Buffer.from(content)]);
  if (Buffer.isBuffer(content)) return Readable.from([content]);
  return createReadStream(content.path);
}
