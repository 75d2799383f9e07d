// Serves the bytes of files. As in Slack, a request without permission gets a login page with status 200.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FakeContext } from '../context.ts';
import type { FaultAnswer } from '../faults.ts';
import type { Handler } from '../http/http-server.ts';
import { sendFault, sendText } from '../http/send-answer.ts';
import type { SharedFile } from '../world/records.ts';
import { installationsWith } from '../world/world.ts';
import type { ContentStore } from './content-store.ts';

const loginPage =
  '<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head><body>' +
  '<h1>Sign in to your workspace</h1><form id="signin_form" method="post"></form></body></html>';

/** Handles `GET /files-pri/<team>-<file>/…`. */
export function createDownloadHandler({ world, contents, faults }: FakeContext): Handler {
  const mayRead = (request: IncomingMessage, file: SharedFile) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const installations = token === undefined ? [] : installationsWith(world, token);
    return installations.some(
      ({ active, expired, scopes, teamId, enterpriseId, botUserId }) =>
        token !== undefined &&
        active &&
        !expired.has(token) &&
        scopes.has('files:read') &&
        (file.teamId === teamId ||
          file.shares.some((share) => {
            const channel = world.channels.get(share.channel);
            const isGranted = enterpriseId === undefined || channel?.teamId === teamId;
            return isGranted && channel?.members.has(botUserId);
          })),
    );
  };

  return async (request, response, url) => {
    const id = /^\/files-pri\/[^/]+-(F[^/]+)\//.exec(url.pathname)?.[1] ?? '';
    const file = world.files.get(id);
    const fault = faults.take('download', { file: id, name: file?.name });
    if (fault && (await sendFault(response, fault))) return;
    if (typeof fault === 'object' && 'redirect' in fault) {
      response.writeHead(302, { location: fault.redirect }).end();
      return;
    }
    if (!file || file.deleted) return sendText(response, 'Not Found', { status: 404 });
    if (!mayRead(request, file) || (typeof fault === 'object' && 'webPage' in fault)) {
      return sendText(response, loginPage, { type: 'text/html; charset=utf-8' });
    }
    await sendFile(response, contents, file, fault);
  };
}

async function sendFile(
  response: ServerResponse,
  contents: ContentStore,
  file: SharedFile,
  fault?: FaultAnswer,
): Promise<void> {
  const length = typeof fault === 'object' && 'contentLength' in fault ? fault.contentLength : file.size;
  const cut = typeof fault === 'object' && 'cutAfterBytes' in fault ? fault.cutAfterBytes : undefined;
  response.strictContentLength = false;
  response.writeHead(200, {
    'content-type': file.mimetype ?? 'application/octet-stream',
    'content-length': length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  if (cut === 0) return void response.destroy();
  const stall = typeof fault === 'object' && 'stallAfterBytes' in fault ? fault.stallAfterBytes : undefined;
  if (stall !== undefined) {
    for await (const chunk of contents.read(file.id, stall - 1)) response.write(chunk);
    return;
  }
  const content = contents.read(file.id, cut === undefined ? undefined : cut - 1);
  const breakAfterMs = typeof fault === 'object' && 'breakAfterMs' in fault ? fault.breakAfterMs : undefined;
  const breaking = breakAfterMs && setTimeout(() => response.destroy(), breakAfterMs);
  try {
    await pipeline(content, response, { end: cut === undefined });
    if (cut !== undefined) response.destroy();
  } catch {
    // The client closed the connection.
    response.destroy();
  } finally {
    clearTimeout(breaking);
  }
}
