// Reads the body of a request: a form, JSON, or multipart.
import type { IncomingMessage } from 'node:http';

export type Values = Record<string, unknown>;

/** Reads the whole body into memory. Throws if it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit = 8 * 1024 * 1024): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new Error(`The body is longer than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Parses a form or a JSON object. Resolves with `undefined` if the body doesn't match its content type. */
export async function readValues(contentType: string, body: Buffer): Promise<Values | undefined> {
  if (body.length === 0) return {};
  try {
    if (contentType.startsWith('application/json')) {
      const json: unknown = JSON.parse(body.toString('utf8'));
      return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Values) : undefined;
    }
    if (contentType.startsWith('multipart/form-data')) {
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': contentType },
      }).formData();
      return Object.fromEntries(form.entries());
    }
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  } catch {
    return undefined;
  }
}
