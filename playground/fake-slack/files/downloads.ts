// Gives the bytes of a file to who may have them; to all others a login page, with 200, as Slack does.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FaultAnswer, Faults } from '../faults.ts';
import { answerFault, answerText } from '../http/answer.ts';
import type { SharedFile } from '../world/records.ts';
import { installationWith, type World } from '../world/world.ts';
import type { Contents } from './contents.ts';

const loginPage =
  '<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head><body>' +
  '<h1>Sign in to your workspace</h1><form id="signin_form" method="post"></form></body></html>';

export type Download = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export function createDownload(world: World, contents: Contents, faults: Faults): Download {
  const mayRead = (request: IncomingMessage, file: SharedFile) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const installation = token === undefined ? undefined : installationWith(world, token);
    if (!token || !installation?.active || installation.expired.has(token)) return false;
    if (!installation.scopes.has('files:read')) return false;
    return (
      file.teamId === installation.teamId ||
      file.shares.some((share) => world.channels.get(share.channel)?.members.has(installation.botUserId))
    );
  };

  return async (request, response, url) => {
    const id = /^\/files-pri\/[^/]+-(F[^/]+)\//.exec(url.pathname)?.[1] ?? '';
    const file = world.files.get(id);
    const fault = faults.take('download', { file: id, name: file?.name });
    if (fault && (await answerFault(response, fault))) return;
    if (typeof fault === 'object' && 'redirect' in fault) {
      response.writeHead(302, { location: fault.redirect }).end();
      return;
    }
    if (!file || file.deleted) return answerText(response, 'Not Found', { status: 404 });
    if (!mayRead(request, file)) {
      return answerText(response, loginPage, { type: 'text/html; charset=utf-8' });
    }
    await sendFile(response, contents, file, fault);
  };
}

async function sendFile(
  response: ServerResponse,
  contents: Contents,
  file: SharedFile,
  fault?: FaultAnswer,
): Promise<void> {
  const lie = typeof fault === 'object' && 'contentLength' in fault ? fault.contentLength : file.size;
  const cut = typeof fault === 'object' && 'cutAfterBytes' in fault ? fault.cutAfterBytes : undefined;
  response.strictContentLength = false;
  response.writeHead(200, {
    'content-type': file.mimetype ?? 'application/octet-stream',
    'content-length': lie,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  if (cut === 0) return void response.destroy();
  const bytes = contents.read(file.id, cut === undefined ? undefined : cut - 1);
  try {
    await pipeline(bytes, response, { end: cut === undefined });
    if (cut !== undefined) response.destroy();
  } catch {
    // The client went away, which is its right.
    response.destroy();
  }
}
