// The content that a member shares: text, bytes, a file on disk, or a stream made when it is needed.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

export type Content = string | Buffer | { path: string } | (() => Readable);

/** A stream of it. A string is UTF-8. */
export function openContent(content: Content): Readable {
  if (typeof content === 'function') return content();
  if (typeof content === 'string') return Readable.from([Buffer.from(content)]);
  if (Buffer.isBuffer(content)) return Readable.from([content]);
  return createReadStream(content.path);
}
