// Handles the page's requests under `/playground/`; see protocol.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ZodError } from 'zod';
import type { FakeContext } from '../context.ts';
import type { Handler } from '../http/http-server.ts';
import { readBody } from '../http/request-body.ts';
import { sendJson, sendText } from '../http/send-answer.ts';
import type { Member } from '../world/records.ts';
import { findMember, type World } from '../world/world.ts';
import { createPageUploads } from './page-uploads.ts';
import { performAction } from './perform-action.ts';
import type { ActionResult, Change } from './protocol.ts';
import { workspaceState } from './workspace-state.ts';

/** Web API calls and deliveries are frequent and change nothing that the page shows. */
const isVisible = (change: Change, me: Member) =>
  change.kind !== 'call' && change.kind !== 'delivery' && (!change.member || change.member === me.id);

function streamChanges(world: World, me: Member, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const stop = world.changes.listen((change) => {
    if (isVisible(change, me)) response.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  request.once('close', stop);
}

async function sendFile({ world, contents }: FakeContext, response: ServerResponse, id: string) {
  const file = world.files.get(id);
  if (!file || file.deleted) return sendText(response, 'Not Found', { status: 404 });
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-length': file.size,
  });
  await pipeline(contents.read(id), response);
}

export function createPageApiHandler(context: FakeContext): Handler {
  const { world, contents } = context;
  const uploads = createPageUploads(contents, world.ids);

  const handle: Handler = async (request, response, url) => {
    const path = url.pathname.slice('/playground/'.length);
    const findMe = () => findMember(world, url.searchParams.get('as') ?? '');
    if (request.method === 'GET' && path === 'state') {
      return sendJson(response, workspaceState(context, findMe()));
    }
    if (request.method === 'GET' && path === 'changes') {
      return streamChanges(world, findMe(), request, response);
    }
    if (request.method === 'GET' && path.startsWith('files/')) {
      return sendFile(context, response, path.split('/')[1] ?? '');
    }
    if (request.method === 'POST' && path === 'upload') {
      return sendJson(response, await uploads.receive(request, url.searchParams.get('name') ?? 'file'));
    }
    if (request.method === 'POST' && path === 'act') {
      const body = await readBody(request);
      const result = await performAction(context, uploads, JSON.parse(body.toString('utf8')));
      return sendJson(response, result);
    }
    sendText(response, 'Not Found', { status: 404 });
  };

  return async (request, response, url) => {
    try {
      await handle(request, response, url);
    } catch (error) {
      const result: ActionResult = { ok: false, error: sentenceOf(error) };
      sendJson(response, result, { status: 400 });
    }
  };
}

function sentenceOf(error: unknown): string {
  if (error instanceof ZodError) return `not an ActionRequest: ${error.issues[0]?.message}`;
  return error instanceof Error ? error.message : String(error);
}
