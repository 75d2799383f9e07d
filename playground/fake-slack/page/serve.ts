// Answers the web page's requests under `/playground/`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ZodError } from 'zod';
import type { Acted, Change, State } from '../api.ts';
import type { Contents } from '../files/contents.ts';
import { answerJson, answerText } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import type { Handler } from '../http/server.ts';
import type { Member } from '../world/records.ts';
import { findMember, type World } from '../world/world.ts';
import type { PageUploads } from './uploads.ts';

type Serving = {
  world: World;
  contents: Contents;
  uploads: PageUploads;
  act: (json: unknown) => Promise<Acted>;
  state: (member: Member) => State;
};

/** Web API calls and deliveries change nothing that a page shows, but come by the hundred. */
const shown = (change: Change, me: Member) =>
  change.kind !== 'call' && change.kind !== 'delivery' && (!change.member || change.member === me.id);

function streamChanges(world: World, me: Member, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const stop = world.changes.listen((change) => {
    if (shown(change, me)) response.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  request.once('close', stop);
}

export function createPage({ world, contents, uploads, act, state }: Serving): Handler {
  const sendFile = async (response: ServerResponse, id: string) => {
    const file = world.files.get(id);
    if (!file || file.deleted) return answerText(response, 'Not Found', { status: 404 });
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-length': file.size,
    });
    await pipeline(contents.read(id), response);
  };

  const answer: Handler = async (request, response, url) => {
    const path = url.pathname.slice('/playground/'.length);
    const me = () => findMember(world, url.searchParams.get('as') ?? '');
    if (request.method === 'GET' && path === 'state') return answerJson(response, state(me()));
    if (request.method === 'GET' && path === 'changes') return streamChanges(world, me(), request, response);
    if (request.method === 'GET' && path.startsWith('files/')) {
      return sendFile(response, path.split('/')[1] ?? '');
    }
    if (request.method === 'POST' && path === 'upload') {
      return answerJson(response, await uploads.receive(request, url.searchParams.get('name') ?? 'file'));
    }
    if (request.method === 'POST' && path === 'act') {
      const body = await readBody(request);
      return answerJson(response, await act(JSON.parse(body.toString('utf8'))));
    }
    answerText(response, 'Not Found', { status: 404 });
  };

  return async (request, response, url) => {
    try {
      await answer(request, response, url);
    } catch (error) {
      const said = error instanceof ZodError ? `not an act: ${error.issues[0]?.message}` : error;
      const failed: Acted = { ok: false, error: said instanceof Error ? said.message : String(said) };
      answerJson(response, failed, { status: 400 });
    }
  };
}
