// The first two steps of an upload: issue an upload URL, then receive the bytes.
// Source: https://docs.slack.dev/reference/methods/files.getUploadURLExternal.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Faults } from '../faults.ts';
import type { Handler } from '../http/http-server.ts';
import { readBody } from '../http/request-body.ts';
import { sendFault, sendText } from '../http/send-answer.ts';
import type { World } from '../world/world.ts';
import type { ContentStore } from './content-store.ts';

/** A file announced by the app. `length` is its announced length in bytes. */
export type UploadTicket = {
  fileId: string;
  filename: string;
  length: number;
  teamId: string;
  user: string;
  /** True once the bytes were received. */
  arrived: boolean;
};

export type Uploads = {
  /** Issues a ticket and its upload URL. */
  open(ticket: Omit<UploadTicket, 'fileId' | 'arrived'>): UploadTicket & { url: string };
  find(fileId: string): UploadTicket | undefined;
  /** Removes a ticket that was used. */
  close(fileId: string): void;
  /** Handles `POST /upload/v1/<file>`. */
  receive: Handler;
};

const path = '/upload/v1/';

export function createUploads(world: World, contents: ContentStore, faults: Faults): Uploads {
  const tickets = new Map<string, UploadTicket>();

  /** Returns the raw body as a stream, or the first file of a form. */
  const contentOf = async (request: IncomingMessage): Promise<Readable> => {
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/form-data')) return request;
    const body = await readBody(request, 256 * 1024 * 1024);
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const file = [...form.values()].find((value) => typeof value !== 'string');
    return file && typeof file !== 'string'
      ? Readable.from(Buffer.from(await file.arrayBuffer()))
      : Readable.from([]);
  };

  return {
    open(draft) {
      const ticket: UploadTicket = { ...draft, fileId: world.ids.next('F'), arrived: false };
      tickets.set(ticket.fileId, ticket);
      return { ...ticket, url: `${world.url}${path}${ticket.fileId}` };
    },
    find: (fileId) => tickets.get(fileId),
    close: (fileId) => void tickets.delete(fileId),
    async receive(request, response, url) {
      const ticket = tickets.get(url.pathname.slice(path.length));
      const fault = faults.take('upload', { file: ticket?.fileId, filename: ticket?.filename });
      if (fault && (await sendFault(response, fault))) return;
      if (!ticket || request.method !== 'POST') return sendText(response, 'Not Found', { status: 404 });
      const size = await contents.write(ticket.fileId, await contentOf(request));
      if (size !== ticket.length) {
        await contents.remove(ticket.fileId);
        return sendText(response, `Expected ${ticket.length} bytes, got ${size}`, { status: 400 });
      }
      ticket.arrived = true;
      if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
      sendText(response, `OK - ${size}`);
    },
  };
}
