// What the page asks of the fake Slack's server, and hears from it.
import type { Act, Acted, State, Uploaded } from '../../fake-slack/fake-slack.ts';

type WithoutMember<T> = T extends unknown ? Omit<T, 'as'> : never;

/** What the member does; who that is, is said elsewhere. */
export type Deed = WithoutMember<Act>;

/** @throws Error with the server's sentence */
async function ask<T>(url: string, request?: RequestInit): Promise<T> {
  const response = await fetch(url, request);
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const { error } = answer as { error?: string };
  throw new Error(error ?? `The server answered ${response.status}`);
}

export function fetchState(as: string): Promise<State> {
  return ask(`/playground/state?as=${encodeURIComponent(as)}`);
}

/** Never rejects: what went wrong is in the answer. */
export async function perform(as: string, deed: Deed): Promise<Acted> {
  try {
    return await ask('/playground/act', { method: 'POST', body: JSON.stringify({ as, ...deed }) });
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Gives the id with which the file can be shared, once. */
export async function upload(file: File): Promise<string> {
  const url = `/playground/upload?name=${encodeURIComponent(file.name)}`;
  const { upload } = await ask<Uploaded>(url, { method: 'POST', body: file });
  return upload;
}

/** Calls `changed` at every change, and whenever changes may have been missed. Gives the way to stop. */
export function listen(as: string, changed: () => void, lost: () => void): () => void {
  const source = new EventSource(`/playground/changes?as=${encodeURIComponent(as)}`);
  source.onopen = changed;
  source.onmessage = changed;
  source.onerror = lost;
  return () => source.close();
}
