// Reads the body of a request: form-encoded, JSON or multipart, into named values.
import type { IncomingMessage } from 'node:http';

export type Values = Record<string, unknown>;

/** The whole body; refuses more than `limit` bytes by an error. */
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

/** Values of a form or a JSON object. A body that can't be read as what it says gives `undefined`. */
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
