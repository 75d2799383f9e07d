// Reads the scopes and event subscriptions from the app's manifest.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

type Manifest = {
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
};

export async function readManifest(): Promise<{ scopes: string[]; events: string[] }> {
  const file = path.join(import.meta.dirname, '../manifest.yml');
  const manifest = parse(await readFile(file, 'utf8')) as Manifest;
  return {
    scopes: manifest.oauth_config.scopes.bot,
    events: manifest.settings.event_subscriptions.bot_events,
  };
}
