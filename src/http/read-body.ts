// Reads the bodies of requests within one budget, so that senders whom no one has verified yet can't fill the memory.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyLimit } from './request-limits.ts';

/** For all bodies that this process holds at a time, in bytes: some hundred of the largest requests that Slack sends. */
export const allBodiesLimit = 32 * 1024 * 1024;

/** What a chunk takes beside its bytes, about: a body that is sent byte by byte takes many times its length. */
const chunkOverhead = 256;

/** `status` is the HTTP status to answer with: 413 too large, 503 no room, 400 broken off. */
export class UnreadBodyError extends Error {
  override readonly name = 'UnreadBodyError';
  readonly status: 400 | 413 | 503;
  constructor(status: 400 | 413 | 503) {
    super(`a body was not read: ${status}`);
    this.status = status;
  }
}

/**
 * The whole body. It counts until the request is answered.
 * @throws UnreadBodyError
 */
export type ReadBody = (request: IncomingMessage, response: ServerResponse) => Promise<Buffer>;

/** `held`: what counts of it, in bytes. */
type Reading = { held: number; readonly giveUp: (error: UnreadBodyError) => void };

/**
 * When the budget is used up, the body that has been arriving for the longest time makes room: Slack sends its requests
 * at once, so bodies that never end can't keep Slack's requests out.
 */
export function createBodyReader(limit = allBodiesLimit): ReadBody {
  const arriving = new Set<Reading>(); // oldest first
  let heldBytes = 0;

  return (request, response) =>
    new Promise((resolve, reject) => {
      let chunks: Buffer[] = [];
      let length = 0;
      const reading: Reading = { held: 0, giveUp };
      arriving.add(reading);
      response.once('close', () => {
        giveUp(new UnreadBodyError(400));
        release();
      });
      request.on('data', addChunk);
      request.once('error', () => giveUp(new UnreadBodyError(400)));
      request.once('end', () => {
        if (!arriving.delete(reading)) return;
        resolve(Buffer.concat(chunks));
        chunks = [];
      });

      function addChunk(chunk: Buffer): void {
        length += chunk.length;
        if (length > bodyLimit) {
          giveUp(new UnreadBodyError(413));
          return;
        }
        reading.held += chunk.length + chunkOverhead;
        heldBytes += chunk.length + chunkOverhead;
        chunks.push(chunk);
        // Complete bodies stay: they are being processed.
        for (const oldest of arriving) {
          if (heldBytes <= limit) return;
          oldest.giveUp(new UnreadBodyError(503));
        }
      }

      function giveUp(error: UnreadBodyError): void {
        if (!arriving.delete(reading)) return;
        request.off('data', addChunk).pause();
        chunks = [];
        release();
        reject(error);
      }

      function release(): void {
        heldBytes -= reading.held;
        reading.held = 0;
      }
    });
}
