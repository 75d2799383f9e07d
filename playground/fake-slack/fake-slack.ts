// The entry point of the fake Slack. Everything outside this folder imports from here, and nothing past it.
import { createDownload } from './files/downloads.ts';
import { createHandle, type FakeSlack } from './handle.ts';
import { listen } from './http/server.ts';
import { createAuthorize } from './oauth/authorize.ts';
import type { FakeSlackOptions } from './options.ts';
import { createAct } from './page/act.ts';
import { createPage } from './page/serve.ts';
import { createState } from './page/state.ts';
import { createPageUploads } from './page/uploads.ts';
import { createParts } from './parts.ts';
import { botMethods, openMethods } from './web-api/all-methods.ts';
import { createPace } from './web-api/pace.ts';
import { createWebApi } from './web-api/serve.ts';

export type {
  Act,
  Acted,
  ChannelInfo,
  FileInfo,
  MemberInfo,
  MessageInfo,
  State,
  Uploaded,
  ViewInfo,
} from './api.ts';
export { checkMessage } from './block-kit/check-message.ts';
export { checkView } from './block-kit/check-view.ts';
export type { Delivery } from './deliver/app-link.ts';
export { signatureHeaders } from './deliver/sign.ts';
export type { Fault, FaultAnswer } from './faults.ts';
export type { FakeSlack, FileHandle } from './handle.ts';
export type { Routes } from './http/server.ts';
export type { Content } from './member/bytes.ts';
export type { Driver } from './member/driver.ts';
export type { NewShare } from './member/writing-hands.ts';
export { messageText } from './message-text.ts';
export type { FakeSlackOptions } from './options.ts';
export type { Block, Json, Message, View } from './world/records.ts';

/** Resolves once it listens. End it with `close()`, which also removes its temporary files. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const parts = await createParts(options);
  const { world, settings, contents, faults, calls, uploads, responseUrls, views, choices, grants } = parts;

  const pageUploads = createPageUploads(contents, world.ids);
  const act = createAct({ world, views, uploads: pageUploads, member: parts.driver });
  const stateFor = createState(world, views, choices);
  const webApi = createWebApi({
    world,
    methods: botMethods(parts),
    openMethods: openMethods(parts),
    faults,
    pace: createPace(settings.limits, settings.now),
    calls,
  });

  const listening = await listen(
    [
      ['/api/', webApi],
      ['/upload/v1/', uploads.receive],
      ['/files-pri/', createDownload(world, contents, faults)],
      ['/actions/', responseUrls.receive],
      ['/oauth/v2/authorize', createAuthorize(world, settings, parts.app, grants)],
      [
        '/playground/',
        createPage({
          world,
          contents,
          uploads: pageUploads,
          act,
          state: (member) => stateFor(member, parts.app.connected()),
        }),
      ],
      ...(options.routes ?? []),
    ],
    options.port ?? 0,
  );
  listening.server.on('upgrade', parts.socketMode.upgrade);
  world.url = `http://127.0.0.1:${listening.port}`;

  return createHandle(parts, async () => {
    parts.events.close();
    parts.socketMode.close();
    await listening.close();
    await contents.close();
  });
}
