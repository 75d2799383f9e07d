// The entry point of the fake Slack: starts it, and exports its types and the functions that work without a running fake.
// Everything outside this folder imports from here and nothing past it; test/structure.test.ts checks that.
import { createContext } from './context.ts';
import { createDownloadHandler } from './files/downloads.ts';
import { createHandle, type FakeSlack } from './handle.ts';
import { listen } from './http/http-server.ts';
import { createAuthorizeHandler } from './oauth/authorize.ts';
import type { FakeSlackOptions } from './options.ts';
import { createPageApiHandler } from './page-api/serve-page-api.ts';
import { createWebApiHandler } from './web-api/serve-web-api.ts';

export { checkMessage } from './block-kit/check-message.ts';
export { checkView } from './block-kit/check-view.ts';
export type { Delivery } from './delivery/app-connection.ts';
export { signatureHeaders } from './delivery/sign-request.ts';
export type { Fault, FaultAnswer } from './faults.ts';
export type { FakeSlack, FileHandle } from './handle.ts';
export type { Routes } from './http/http-server.ts';
export type { NewShare } from './member/composer-actions.ts';
export type { Content } from './member/content-stream.ts';
export type { Driver } from './member/driver.ts';
export type { FakeSlackOptions } from './options.ts';
export type {
  ActionRequest,
  ActionResult,
  ChannelInfo,
  FileInfo,
  MemberInfo,
  MessageInfo,
  UploadResult,
  ViewInfo,
  WorkspaceState,
} from './page-api/protocol.ts';
export { messageText } from './plain-text/message-text.ts';
export type { Block, Json, Message, View } from './world/records.ts';

/**
 * Starts a fake Slack on 127.0.0.1. Resolves once the server listens. `close()` stops it and removes its temporary
 * files.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const context = await createContext(options);
  const { world, contents, uploads, responseUrls, events, socketMode } = context;
  const { server, port, close } = await listen(
    [
      ['/api/', createWebApiHandler(context)],
      ['/upload/v1/', uploads.receive],
      ['/files-pri/', createDownloadHandler(context)],
      ['/actions/', responseUrls.receive],
      ['/oauth/v2/authorize', createAuthorizeHandler(context)],
      ['/playground/', createPageApiHandler(context)],
      ...(options.routes ?? []),
    ],
    options.port ?? 0,
  );
  server.on('upgrade', socketMode.upgrade);
  world.url = `http://127.0.0.1:${port}`;

  return createHandle(context, async () => {
    events.close();
    socketMode.close();
    await close();
    await contents.close();
  });
}
