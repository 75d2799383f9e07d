// Stores files that the page has uploaded until a message shares them.
import type { IncomingMessage } from 'node:http';
import type { ContentStore } from '../files/content-store.ts';
import type { Content } from '../member/content-stream.ts';
import type { Ids } from '../world/ids.ts';
import type { UploadResult } from './protocol.ts';

export type PageUploads = {
  /** Stores the body of the request. */
  receive(request: IncomingMessage, name: string): Promise<UploadResult>;
  /** Removes and returns the file. Throws if there is none with this id. */
  take(id: string): { name: string; content: Content };
};

export function createPageUploads(contents: ContentStore, ids: Ids): PageUploads {
  const names = new Map<string, string>();
  return {
    async receive(request, name) {
      const upload = ids.next('UP');
      const size = await contents.write(upload, request);
      names.set(upload, name);
      return { ok: true, upload, name, size };
    },
    take(id) {
      const name = names.get(id);
      if (name === undefined) throw new Error('There is no such upload');
      names.delete(id);
      const content = () => contents.read(id).once('close', () => void contents.remove(id));
      return { name, content };
    },
  };
}
