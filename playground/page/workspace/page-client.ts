// The page's requests to the fake Slack; see fake-slack/page-api/protocol.ts.
import type {
  ActionRequest,
  ActionResult,
  UploadResult,
  WorkspaceState,
} from '../../fake-slack/fake-slack.ts';

type WithoutMember<T> = T extends unknown ? Omit<T, 'as'> : never;

/** What the member does. */
export type MemberAction = WithoutMember<ActionRequest>;

/** @throws Error with the server's sentence */
async function fetchJson<T>(url: string, request?: RequestInit): Promise<T> {
  const response = await fetch(url, request);
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const { error } = answer as { error?: string };
  throw new Error(error ?? `The server answered ${response.status}`);
}

export function fetchState(as: string): Promise<WorkspaceState> {
  return fetchJson(`/playground/state?as=${encodeURIComponent(as)}`);
}

/** Never rejects: errors are in the result. */
export async function performAs(as: string, action: MemberAction): Promise<ActionResult> {
  try {
    return await fetchJson('/playground/act', { method: 'POST', body: JSON.stringify({ as, ...action }) });
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Resolves with the id with which one message can share the file. */
export async function upload(file: File): Promise<string> {
  const url = `/playground/upload?name=${encodeURIComponent(file.name)}`;
  const result = await fetchJson<UploadResult>(url, { method: 'POST', body: file });
  return result.upload;
}

/** Calls `onChange` after every change, and whenever changes may have been missed. Returns a function that stops. */
export function listen(as: string, onChange: () => void, onDisconnect: () => void): () => void {
  const source = new EventSource(`/playground/changes?as=${encodeURIComponent(as)}`);
  source.onopen = onChange;
  source.onmessage = onChange;
  source.onerror = onDisconnect;
  return () => source.close();
}
