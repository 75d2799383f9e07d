// Files that the web page has sent and that wait to be shared.
import type { IncomingMessage } from 'node:http';
import type { Uploaded } from '../api.ts';
import type { Contents } from '../files/contents.ts';
import type { Content } from '../member/bytes.ts';
import type { Ids } from '../world/ids.ts';

export type PageUploads = {
  /** Stores the body of the request. */
  receive(request: IncomingMessage, name: string): Promise<Uploaded>;
  /** The file, once. Throws when there is none with this id. */
  take(id: string): { name: string; content: Content };
};

export function createPageUploads(contents: Contents, ids: Ids): PageUploads {
  const waiting = new Map<string, string>();
  return {
    async receive(request, name) {
      const upload = ids.next('UP');
      const size = await contents.write(upload, request);
      waiting.set(upload, name);
      return { ok: true, upload, name, size };
    },
    take(id) {
      const name = waiting.get(id);
      if (name === undefined) throw new Error('There is no such upload');
      waiting.delete(id);
      const content = () => contents.read(id).once('close', () => void contents.remove(id));
      return { name, content };
    },
  };
}
