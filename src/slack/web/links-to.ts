// The addresses of the places in Slack where an end user's values may be.
import type { Links, PlacesInSlack } from '../../model/personal-data.ts';
import { messageLink } from './permalink.ts';
import type { WebClients } from './web-clients.ts';

/** Slack is asked about each thread. */
const mostLinks = 50;

export async function linksTo(
  clients: WebClients,
  reader: { readonly workspaceId: string; readonly readerId: string },
  { imports, exports }: PlacesInSlack,
): Promise<Links> {
  const ofImports = new Map(
    await Promise.all(
      imports.slice(0, mostLinks).map(async ({ importId, channelId, threadTs }) => {
        return [importId, await messageLink(clients, { ...reader, channelId }, threadTs)] as const;
      }),
    ),
  );
  const ofExports = new Map(
    await Promise.all(
      exports.slice(0, mostLinks).map(async ({ exportId, postedIn, messageTs, permalink }) => {
        const isAThread = postedIn !== null && messageTs !== null;
        const thread =
          isAThread && (await messageLink(clients, { ...reader, channelId: postedIn }, messageTs));
        return [exportId, thread || permalink] as const;
      }),
    ),
  );
  return {
    ofImport: ({ importId }) => ofImports.get(importId) ?? null,
    ofExport: ({ exportId, permalink }) => ofExports.get(exportId) ?? permalink,
  };
}
