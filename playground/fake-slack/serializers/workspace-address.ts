// The address of a workspace in a browser, where permalinks lead. The playground's page opens them itself: see safe-link.tsx.
import type { World } from '../world/world.ts';

export function workspaceAddress(world: World, teamId: string): string {
  return `https://${world.workspaces.get(teamId)?.domain || teamId.toLowerCase()}.slack.com`;
}
