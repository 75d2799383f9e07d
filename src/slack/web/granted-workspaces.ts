// The workspaces of an Enterprise organization in which its org-wide installation may act.
import type { WebClients } from './web-clients.ts';

/** https://docs.slack.dev/reference/methods/auth.teams.list */
const limit = 1_000;

/** @throws NotInstalledError when the organization hasn't installed the app */
export async function fetchGrantedWorkspaces(clients: WebClients, enterpriseId: string): Promise<string[]> {
  const client = await clients.retrying(enterpriseId);
  const ids: string[] = [];
  let cursor = '';
  do {
    const page = await client.auth.teams.list({ limit, cursor });
    ids.push(...(page.teams ?? []).flatMap(({ id }) => id ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return ids;
}
