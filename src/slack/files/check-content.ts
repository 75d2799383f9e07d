// Passes on a response only if it is the file that Slack announced: a login page or an error page says nothing about
// the file, so nothing may be concluded from it.
import { DownloadFailedError } from '../../model/download-failed-error.ts';
import { looksLikeHtml } from '../../model/looks-like-html.ts';
import type { FileAddress } from './file-address.ts';

/** Slack's file host sends its login page to a token that may not read files. */
export class WebPageError extends DownloadFailedError {
  constructor() {
    super('Slack sent a web page instead of the file');
  }
}

/** How much is looked at before any of it is passed on, in bytes, if the response doesn't announce its length. */
const heldBytes = 64 * 1024;

/** No web page that a host sends in place of a file is as long as this. */
const maxPageBytes = 8 * 1024 * 1024;

/**
 * A web page whose length is that of the file is the file. Only its start is passed on: no more is needed to reject it.
 * @throws DownloadFailedError when the length differs from that of the file
 * @throws WebPageError
 */
export async function* checkContent(
  chunks: AsyncIterable<Uint8Array>,
  headers: Headers,
  { size, isHtml }: Pick<FileAddress, 'size' | 'isHtml'>,
): AsyncGenerator<Uint8Array> {
  const announced = announcedLength(headers);
  const hasPageType =
    !isHtml && /^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '');
  /** Null once it is certain that this is the file. */
  let held: Uint8Array[] | null = size !== null && announced === size ? null : [];
  let received = 0;
  const startsAsPage = (): boolean => !isHtml && held !== null && looksLikeHtml(Buffer.concat(held));
  const wrongLength = (length: number): Error =>
    hasPageType || startsAsPage()
      ? new WebPageError()
      : new DownloadFailedError(`Slack sent ${length} bytes of a file of ${size}`);

  if (size !== null && announced !== null && announced !== size) throw wrongLength(announced);
  for await (const chunk of chunks) {
    const isStart = received < heldBytes;
    received += chunk.length;
    if (held !== null && isStart) held.push(chunk);
    if (size !== null && received > size) throw wrongLength(received);
    if (held === null) yield chunk;
    else if (received >= heldBytes && isStart && !hasPageType && !startsAsPage()) {
      yield* held;
      held = null;
    } else if (received > maxPageBytes && startsAsPage()) return yield* held;
  }
  // The response can look complete by its own content-length and still be cut off.
  if (size !== null && received !== size) throw wrongLength(received);
  if (held === null) return;
  if (size === null ? hasPageType || startsAsPage() : hasPageType && !startsAsPage())
    throw new WebPageError();
  yield* held;
}

/** In bytes; null when the response doesn't say, or is compressed. */
function announcedLength(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}
