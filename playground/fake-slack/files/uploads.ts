// The first two steps of an upload: a ticket with an address, then the bytes sent to it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Faults } from '../faults.ts';
import { answerFault, answerText } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import type { World } from '../world/world.ts';
import type { Contents } from './contents.ts';

/** A promised file: named and measured, its bytes perhaps not there yet. */
export type Ticket = {
  fileId: string;
  filename: string;
  length: number;
  teamId: string;
  user: string;
  arrived: boolean;
};

export type Uploads = {
  open(ticket: Omit<Ticket, 'fileId' | 'arrived'>): Ticket & { url: string };
  find(fileId: string): Ticket | undefined;
  /** The ticket is used up. */
  close(fileId: string): void;
  receive(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

const path = '/upload/v1/';

export function createUploads(world: World, contents: Contents, faults: Faults): Uploads {
  const tickets = new Map<string, Ticket>();

  /** The bytes sent: the raw body as a stream, or the first file of a form. */
  const bytesOf = async (request: IncomingMessage): Promise<Readable> => {
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
      const ticket: Ticket = { ...draft, fileId: world.ids.next('F'), arrived: false };
      tickets.set(ticket.fileId, ticket);
      return { ...ticket, url: `${world.url}${path}${ticket.fileId}` };
    },
    find: (fileId) => tickets.get(fileId),
    close: (fileId) => void tickets.delete(fileId),
    async receive(request, response, url) {
      const ticket = tickets.get(url.pathname.slice(path.length));
      const fault = faults.take('upload', { file: ticket?.fileId, filename: ticket?.filename });
      if (fault && (await answerFault(response, fault))) return;
      if (!ticket || request.method !== 'POST') return answerText(response, 'Not Found', { status: 404 });
      const size = await contents.write(ticket.fileId, await bytesOf(request));
      if (size !== ticket.length) {
        await contents.remove(ticket.fileId);
        return answerText(response, `Expected ${ticket.length} bytes, got ${size}`, { status: 400 });
      }
      ticket.arrived = true;
      if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
      answerText(response, `OK - ${size}`);
    },
  };
}
